package dev.stopcode.schemas.serde;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;

/** What a subject asks of its next schema. */
public enum Compatibility {
    NONE,
    /** The new schema reads what the last one wrote. */
    BACKWARD,
    /** The new schema reads what any earlier one wrote. */
    BACKWARD_TRANSITIVE,
    /** The last schema reads what the new one writes. */
    FORWARD,
    /** Any earlier schema reads what the new one writes. */
    FORWARD_TRANSITIVE,
    /** {@link #BACKWARD} and {@link #FORWARD}. */
    FULL,
    /** {@link #BACKWARD_TRANSITIVE} and {@link #FORWARD_TRANSITIVE}. */
    FULL_TRANSITIVE;

    /**
     * Why the schema may not follow the earlier ones, empty if it may.
     *
     * @param earlier oldest first
     */
    public Optional<String> problem(Schema schema, List<Schema> earlier) {
        if (this == NONE) {
            return Optional.empty();
        }
        try {
            // the validator wants the newest first
            validator().validate(schema, earlier.reversed());
            return Optional.empty();
        } catch (SchemaValidationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private SchemaValidator validator() {
        SchemaValidatorBuilder builder = new SchemaValidatorBuilder();
        return switch (this) {
            case NONE -> throw new IllegalStateException("NONE asks for nothing");
            case BACKWARD -> builder.canReadStrategy().validateLatest();
            case BACKWARD_TRANSITIVE -> builder.canReadStrategy().validateAll();
            case FORWARD -> builder.canBeReadStrategy().validateLatest();
            case FORWARD_TRANSITIVE -> builder.canBeReadStrategy().validateAll();
            case FULL -> builder.mutualReadStrategy().validateLatest();
            case FULL_TRANSITIVE -> builder.mutualReadStrategy().validateAll();
        };
    }
}
