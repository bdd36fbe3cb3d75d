package dev.stopcode.schemas.contract;

import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The catalogue as a page for people. */
final class TopicsPage {

    private static final String INTRODUCTION = """
            # Topics

            What Stopcode writes to Kafka, and what it reads there.
            A topic's name begins with `topics.prefix`, `stopcode.` by default: `alerts` is `stopcode.alerts`.
            Keys are UTF-8 strings.
            Values are Avro in the wire format of Confluent's registry: a zero byte, the schema's id in four bytes, Avro binary; a topic's schema is registered under its name and `-value`, and only grows (FULL_TRANSITIVE).
            In a compacted topic, a null value says that the key is gone: Stopcode takes the ids of destroyed dumps out of `cabs` so, and an operator may delete anywhere.
            Most is written in transactions: read with `isolation.level=read_committed`.
            Programs that read topics are in [examples](../examples), the same contract for tools in [asyncapi.yaml](../schemas/asyncapi.yaml).

            This page is generated: change the catalogue `Topics` or a schema, then run `%s`.

            ## Overview

            """.formatted(GeneratedFile.command(TopicsPageTest.class));

    private static final String INTERNAL = """

            ## Internal topics

            They are wires between Stopcode's own parts, and not part of the contract: nobody else should read them, let alone write.

            """;

    private static final String RECORDS = """

            ## Records

            A `timestamp` counts milliseconds since 1970 (UTC), a `date` days.
            """;

    private TopicsPage() {}

    static String text() throws IOException {
        List<Topic<?>> contract =
                Topics.ALL.stream().filter(topic -> !topic.internal()).toList();
        StringBuilder page =
                new StringBuilder(INTRODUCTION).append(overview(contract)).append("\n## Topics of the contract\n");
        for (Topic<?> topic : contract) {
            page.append(section(topic));
        }
        return page.append(INTERNAL)
                .append(wires())
                .append(RECORDS)
                .append(new RecordTables(contract).text())
                .toString();
    }

    private static String overview(List<Topic<?>> topics) {
        return topics.stream()
                .map(topic -> "| [" + topic.baseName() + "](#" + topic.baseName() + ") | " + key(topic) + " | "
                        + topic.purpose() + " | " + kept(topic) + (topic.personal() ? "; personal" : "") + " |\n")
                .collect(Collectors.joining("", "| topic | key | what for | kept |\n|---|---|---|---|\n", ""));
    }

    private static String wires() {
        return Topics.ALL.stream()
                .filter(Topic::internal)
                .map(topic -> "| `" + topic.baseName() + "` | " + key(topic) + " | " + topic.purpose() + " | "
                        + schema(topic) + " | " + kept(topic) + (topic.personal() ? "; personal" : "") + " |\n")
                .collect(Collectors.joining(
                        "", "| topic | key | what for | value | kept |\n|---|---|---|---|---|\n", ""));
    }

    private static String section(Topic<?> topic) throws IOException {
        String purpose = topic.purpose();
        return """

            ### %s

            %s.

            | | |
            |---|---|
            | key | %s |
            | value | %s |
            | partitions | %s |
            | cleanup | `%s` |
            | kept | %s |
            | personal data | %s |
            | written by | %s |
            | read by | %s |

            <details><summary>Example</summary>

            ```json
            %s
            ```
            </details>
            """.formatted(
                        topic.baseName(),
                        Character.toUpperCase(purpose.charAt(0)) + purpose.substring(1),
                        key(topic),
                        topic.isAvro()
                                ? RecordTables.link(topic.value().getSimpleName()) + " (" + schema(topic) + ")"
                                : "bytes as they came",
                        topic.partitions() == Topic.SCALED ? "`topics.partitions`" : topic.partitions(),
                        topic.cleanup().policy(),
                        kept(topic),
                        topic.personal() ? "yes" : "no",
                        Words.parties(topic.parties().writers()),
                        Words.readers(topic) + dependents(topic),
                        ExampleText.of(topic));
    }

    private static String key(Topic<?> topic) {
        return topic.key().replace("|", "\\|");
    }

    private static String dependents(Topic<?> topic) {
        return topic.parties().readers().isEmpty()
                ? ""
                : "; Stopcode's own: " + Words.parties(topic.parties().readers());
    }

    private static String schema(Topic<?> topic) {
        return "[" + (topic.internal() ? topic.value().getSimpleName() : "schema") + "](../schemas/"
                + AcceptedSchema.path(topic) + ")";
    }

    private static String kept(Topic<?> topic) {
        String days = topic.retention().toDays() + " days";
        return switch (topic.cleanup()) {
            case DELETE -> days;
            case COMPACT -> "the last of each key";
            case COMPACT_AND_DELETE -> "the last of each key, " + days;
        };
    }
}
