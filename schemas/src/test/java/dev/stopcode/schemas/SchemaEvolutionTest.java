package dev.stopcode.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.serde.Compatibility;
import dev.stopcode.schemas.serde.JavaProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every record against all of its accepted versions, {@code accepted/<Record>.v<n>.avsc}: what is in topics and
 * registries today must be readable by the next release, and the other way round.
 */
class SchemaEvolutionTest {

    private static final Path ACCEPTED = Path.of("src/main/resources/accepted");
    private static final String ACCEPT = "stopcode.schemas.accept";

    static Stream<Schema> records() {
        return Topics.ALL.stream()
                .filter(Topic::isAvro)
                .map(topic -> JavaProperties.removedFrom(SpecificData.get().getSchema(topic.value())))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldStayCompatibleWithEveryAcceptedVersion(Schema schema) throws IOException {
        assertThat(Compatibility.FULL_TRANSITIVE.problem(schema, accepted(schema)))
                .as(
                        "%s no longer reads, or is no longer read by, an accepted version. Only add fields, each with a"
                                + " default; never rename, retype or remove one, nor an enum's symbol. What cannot be said"
                                + " so needs a record and a topic of its own.",
                        schema.getName())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldBeTheNewestAcceptedVersion(Schema schema) throws IOException {
        // Given
        List<Schema> accepted = accepted(schema);
        Path next = file(schema, accepted.size() + 1);
        String text = schema.toString();
        boolean isNewest = !accepted.isEmpty() && accepted.getLast().toString().equals(text);

        // When
        if (!isNewest && Boolean.getBoolean(ACCEPT)) {
            Files.createDirectories(ACCEPTED);
            Files.writeString(next, text + "\n");
            isNewest = true;
        }

        // Then
        assertThat(isNewest)
                .as(
                        "%s has changed. If that is meant, accept it as %s: ./mvnw -pl schemas test -D%s=true"
                                + " -Dtest=SchemaEvolutionTest. Accepted versions are never edited or deleted once"
                                + " released.",
                        schema.getName(), next, ACCEPT)
                .isTrue();
    }

    private static List<Schema> accepted(Schema schema) throws IOException {
        List<Schema> versions = new ArrayList<>();
        for (Path file = file(schema, 1); Files.exists(file); file = file(schema, versions.size() + 1)) {
            versions.add(new Schema.Parser().parse(Files.readString(file)));
        }
        return versions;
    }

    private static Path file(Schema schema, int version) {
        return ACCEPTED.resolve(schema.getName() + ".v" + version + ".avsc");
    }
}
