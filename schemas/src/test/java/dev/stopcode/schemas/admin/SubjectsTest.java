package dev.stopcode.schemas.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.Compatibility;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.SchemaRegistryException;
import dev.stopcode.schemas.serde.SerdeKeys;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SubjectsTest {

    private static final String SUBJECT = "my.alerts-value";

    private final SchemaRegistry registry =
            SchemaRegistry.connect(Map.of(SerdeKeys.URL, "mock://" + UUID.randomUUID()));
    private static final int SCHEMAS =
            (int) Topics.ALL.stream().filter(Topic::isAvro).count();

    private final Subjects subjects = new Subjects(registry, "my.");

    @Test
    void shouldRegisterEverySchemaOnce() {
        // When
        List<Change> first = subjects.create(Topics.ALL);
        List<Change> second = subjects.create(Topics.ALL);

        // Then
        assertThat(first).hasSize(2 * SCHEMAS).contains(new Change(Change.Kind.SCHEMA_REGISTERED, SUBJECT));
        assertThat(second).isEmpty();
        assertThat(subjects.verify(Topics.ALL)).isEmpty();
        assertThat(registry.subjects()).hasSize(SCHEMAS).doesNotContain("my.dead-letters-value");
        assertThat(registry.compatibility(SUBJECT)).contains(Compatibility.FULL_TRANSITIVE);
    }

    @Test
    void shouldTellWhatIsMissing() {
        assertThat(subjects.verify(List.of(Topics.ALERTS)))
                .hasToString("[my.alerts-value: no schema is registered; run `stopcode topics create`,"
                        + " my.alerts-value: compatibility is the registry's default instead of FULL_TRANSITIVE;"
                        + " run `stopcode topics create`]");
    }

    @Test
    void shouldTellAnotherSchemaAndAnotherLevel() {
        // Given
        registry.setCompatibility(SUBJECT, Compatibility.NONE);
        registry.register(SUBJECT, SchemaBuilder.record("Other").fields().endRecord());

        // When / Then
        assertThat(subjects.verify(List.of(Topics.ALERTS)))
                .extracting(Difference::problem)
                .containsExactly(
                        "version 1 is not this release's schema, and no other version is",
                        "compatibility is NONE instead of FULL_TRANSITIVE");
    }

    @Test
    void shouldNotReplaceAnIncompatibleSchema() {
        // Given
        registry.register(
                SUBJECT, SchemaBuilder.record("Other").fields().requiredInt("a").endRecord());

        // When / Then
        assertThatThrownBy(() -> subjects.create(List.of(Topics.ALERTS)))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining(SUBJECT);
    }
}
