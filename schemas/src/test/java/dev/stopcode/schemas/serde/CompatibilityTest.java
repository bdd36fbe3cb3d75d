package dev.stopcode.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {

    private static final Schema NOTHING = SchemaBuilder.record("R").fields().endRecord();
    private static final Schema REQUIRED =
            SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
    private static final Schema OPTIONAL =
            SchemaBuilder.record("R").fields().optionalInt("a").endRecord();

    @ParameterizedTest
    @CsvSource({
        "NONE, true, true, true",
        "BACKWARD, false, true, true",
        "BACKWARD_TRANSITIVE, false, true, true",
        "FORWARD, true, false, true",
        "FORWARD_TRANSITIVE, true, false, true",
        "FULL, false, false, true",
        "FULL_TRANSITIVE, false, false, true"
    })
    void shouldAskForWhatItsNameSays(
            Compatibility level, boolean addsRequired, boolean removesRequired, boolean addsOptional) {
        assertThat(level.problem(REQUIRED, List.of(NOTHING)).isEmpty()).isEqualTo(addsRequired);
        assertThat(level.problem(NOTHING, List.of(REQUIRED)).isEmpty()).isEqualTo(removesRequired);
        assertThat(level.problem(OPTIONAL, List.of(NOTHING)).isEmpty()).isEqualTo(addsOptional);
    }

    @ParameterizedTest
    @CsvSource({"BACKWARD, true", "BACKWARD_TRANSITIVE, false", "FULL, true", "FULL_TRANSITIVE, false"})
    void shouldLookAtTheLastOrAtAllEarlierSchemas(Compatibility level, boolean allowed) {
        assertThat(level.problem(REQUIRED, List.of(NOTHING, REQUIRED)).isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void shouldNameTheFieldThatIsWrong() {
        assertThat(Compatibility.BACKWARD.problem(REQUIRED, List.of(NOTHING)))
                .contains("the new schema cannot read an earlier one:"
                        + " READER_FIELD_MISSING_DEFAULT_VALUE a at /fields/0");
    }
}
