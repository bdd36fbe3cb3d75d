package dev.stopcode.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

/** What AsyncAPI's own parser says of the description of the topics. */
class AsyncApiIT {

    private static final String PACKAGES = """
            {"private": true, "dependencies": {"@asyncapi/parser": "3.6.3", "@asyncapi/avro-schema-parser": "3.0.24"}}
            """;

    /** Prints what is wrong, else each channel and how many fields its values have. */
    private static final String PROGRAM = """
            import { Parser, fromFile } from '@asyncapi/parser';
            import { AvroSchemaParser } from '@asyncapi/avro-schema-parser';
            const parser = new Parser();
            parser.registerSchemaParser(AvroSchemaParser());
            const { document, diagnostics } = await fromFile(parser, process.argv[2]).parse();
            diagnostics.filter((d) => d.severity < 2).forEach((d) => console.log(d.path.join('.'), d.message));
            document?.channels().all().forEach((channel) => {
              const payload = channel.messages().all()[0].payload();
              console.log(channel.address(), Object.keys(payload?.properties() ?? {}).length);
            });
            """;

    @Test
    void shouldBeValidWithTheSchemasOfAllTopics() throws Exception {
        // Given
        Path home = NodePackages.install("asyncapi", PACKAGES);
        Path program = Files.writeString(home.resolve("validate.mjs"), PROGRAM);
        Path document = Path.of("../schemas/asyncapi.yaml").toAbsolutePath();

        // When
        Process node = new ProcessBuilder("node", program.toString(), document.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        List<String> expected = Topics.ALL.stream()
                .map(topic -> topic.name("stopcode.") + " " + fields(topic))
                .toList();
        assertThat(said.lines()).containsExactlyElementsOf(expected);
    }

    private static int fields(Topic<?> topic) {
        return topic.isAvro()
                ? SpecificData.get().getSchema(topic.value()).getFields().size()
                : 0;
    }
}
