package dev.stopcode.schemas.serde;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;

/** What a subject asks of its next schema. */
public enum Compatibility {
    NONE(false, false, false),
    /** The new schema reads what the last one wrote. */
    BACKWARD(true, false, false),
    /** The new schema reads what any earlier one wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** The last schema reads what the new one writes. */
    FORWARD(false, true, false),
    /** Any earlier schema reads what the new one writes. */
    FORWARD_TRANSITIVE(false, true, true),
    /** {@link #BACKWARD} and {@link #FORWARD}. */
    FULL(true, true, false),
    /** {@link #BACKWARD_TRANSITIVE} and {@link #FORWARD_TRANSITIVE}. */
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    Compatibility(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /**
     * Why the schema may not follow the earlier ones, empty if it may.
     *
     * @param earlier oldest first
     */
    public Optional<String> problem(Schema schema, List<Schema> earlier) {
        return earlier.reversed().stream()
                .limit(transitive ? Long.MAX_VALUE : 1)
                .flatMap(older -> Stream.concat(
                        backward
                                ? unreadable(schema, older, "the new schema cannot read an earlier one")
                                : Stream.empty(),
                        forward
                                ? unreadable(older, schema, "an earlier schema cannot read the new one")
                                : Stream.empty()))
                .findFirst();
    }

    private static Stream<String> unreadable(Schema reader, Schema writer, String what) {
        SchemaCompatibilityResult result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult();
        return result.getIncompatibilities().isEmpty()
                ? Stream.empty()
                : Stream.of(result.getIncompatibilities().stream()
                        .map(cause -> cause.getType() + " " + cause.getMessage() + " at " + cause.getLocation())
                        .collect(Collectors.joining("; ", what + ": ", "")));
    }
}
