package dev.stopcode.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.serde.SerdeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** Keeps the reference page equal to what the code says. */
class ConfigReferenceTest {

    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final String WRITE = "stopcode.docs.write";

    private static final String INTRODUCTION = """
            # Configuration

            One properties file (UTF-8) serves all processes; each takes its part.
            An environment variable wins over the file, a flag over both: `STOPCODE_DEVCENTER_CLIENT_SECRET` sets `devcenter.client.secret`.
            `${env:NAME}` and `${file:/path}` stand for a variable and for a file's text, for secrets that the file should not hold.
            Whatever is unknown, missing, wrong or contradictory is refused at the start in one message; `stopcode config check` does only that.

            This page is generated: change the code, then run `./mvnw -pl config -am test -D%s=true -Dtest=ConfigReferenceTest -Dsurefire.failIfNoSpecifiedTests=false`.
            """.formatted(WRITE);

    private static final String SOURCES = """
            | `source.<id>.flavour` | (required) | windows-10, windows-7-8, oem | Which of the vendor's APIs. |
            | `source.<id>.application` |  |  | Application id: required by the flavour windows-10, refused by the others. |
            | `source.<id>.counting` | `true` | true, false | Whether the rows count, or only name dumps. |
            """;

    private static final String REPORTS = """
            | `report.<id>.view` | (required) | IHVDriver, OEMDriver | What the report is about. |
            | `report.<id>.columns` | all of the view | list | FailureDateTime and FailureHash among them. |
            | `report.<id>.period` | `Last7Days` | Yesterday, Last3Days, Last7Days, Last10Days, Last15Days, Last30Days, Last60Days, Last90Days | Whole days before its run that each run shows. |
            | `report.<id>.condition` |  | JSON | Rows to keep, as the vendor writes it: `{"and":[{"attribute":"Market","operator":"EQ","value":"US"}]}`. |
            | `report.<id>.interval` | `12h` | whole hours, 12h or more | From run to run. |
            | `report.<id>.counting` | false where a counting source covers the same drivers, else true | true, false | Whether the rows count, or only name devices and dumps. |
            """;

    @Test
    void shouldEqualTheConfigurationsDefinition() throws IOException {
        // Given
        String generated = page();

        // When
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, generated);
        }

        // Then
        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md is out of date: it says itself how to generate it anew")
                .isEqualTo(generated);
    }

    private static String page() {
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        ConfigLoader.definition()
                .configKeys()
                .values()
                .forEach(key -> sections.computeIfAbsent(section(key.name), ConfigReferenceTest::heading)
                        .append(row(key)));
        Objects.requireNonNull(sections.get("Sources")).append(SOURCES);
        Objects.requireNonNull(sections.get("Reports")).append(REPORTS);
        return INTRODUCTION + String.join("", sections.values());
    }

    private static String section(String key) {
        if (SerdeKeys.isSupported(key)) {
            return "Schema registry and serdes";
        }
        return switch (key.replaceFirst("\\..*", "")) {
            case "kafka" -> "Kafka";
            case "topics" -> "Topics";
            case "devcenter" -> "Dev Center";
            case "sources" -> "Sources";
            case "reports" -> "Reports";
            case "harvest" -> "Harvest";
            case "streams" -> "Streams";
            case "detection" -> "Detection";
            case "cabs" -> "Crash dumps";
            case "management" -> "Health and metrics";
            default -> throw new IllegalStateException("a section for " + key);
        };
    }

    private static StringBuilder heading(String section) {
        return new StringBuilder("\n## " + section + "\n\n| key | default | allowed | meaning |\n|---|---|---|---|\n");
    }

    private static String row(ConfigDef.ConfigKey key) {
        return "| `" + key.name + "` | " + standard(key) + " | " + allowed(key) + " | " + documentation(key) + " |\n";
    }

    /** Of Kafka's own TLS settings, which are long, the first sentence. */
    private static String documentation(ConfigDef.ConfigKey key) {
        String text =
                key.documentation.replaceAll("\\s+", " ").replace("|", "\\|").strip();
        return key.name.contains(".ssl.") ? text.replaceFirst("(?<=\\.) .*", "") : text;
    }

    private static String standard(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) {
            return "(required)";
        }
        if (key.name.endsWith("manager.algorithm")) {
            return "(the JVM's)";
        }
        String text = Objects.toString(ConfigDef.convertToString(key.defaultValue, key.type), "");
        return text.isEmpty() || key.type == ConfigDef.Type.PASSWORD ? "" : "`" + text + "`";
    }

    private static String allowed(ConfigDef.ConfigKey key) {
        return switch (key.type) {
            case BOOLEAN -> "true, false";
            case PASSWORD -> "secret";
            case CLASS -> "class name";
            case LIST -> "list";
            default ->
                key.validator == null
                        ? ""
                        : key.validator
                                .toString()
                                .replaceFirst("^\\[(\\S+),\\.\\.\\.,(\\S+)]$", "$1 to $2")
                                .replaceFirst("^\\[(\\S+),\\.\\.\\.]$", "$1 or more")
                                .replaceFirst("^\\[(.*)]$", "$1");
        };
    }
}
