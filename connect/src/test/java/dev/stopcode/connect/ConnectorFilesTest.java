package dev.stopcode.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectorFilesTest {

    private static final String CABS = "postgresql-cabs.json";

    @ParameterizedTest
    @MethodSource("files")
    void shouldReadTopicsOfTheCatalogueWithoutPersonalData(Path file) throws IOException {
        List<Topic<?>> topics = topics(file);

        assertThat(topics).isNotEmpty().noneMatch(Topic::internal);
        if (!file.endsWith(CABS)) {
            assertThat(topics).noneMatch(Topic::personal);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldPassOverWhatCannotBeReadAndWaitForTheRegistry(Path file) throws IOException {
        assertThat(config(file).get("errors.tolerance").textValue()).isEqualTo("all");
        assertThat(config(file).get("errors.deadletterqueue.topic.name").textValue())
                .isEqualTo("stopcode-connect-dead-letters");
        assertThat(config(file).get("errors.retry.timeout").textValue()).isEqualTo("-1");
        assertThat(config(file).has("errors.log.include.messages")).isFalse();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("connectors"))) {
            return files.sorted().toList();
        }
    }

    private static List<Topic<?>> topics(Path file) throws IOException {
        return Arrays.stream(config(file).get("topics").textValue().split(",", -1))
                .<Topic<?>>map(name ->
                        Topics.find(name.replaceFirst("^stopcode\\.", "")).orElseThrow())
                .toList();
    }

    private static JsonNode config(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file)).get("config");
    }
}
