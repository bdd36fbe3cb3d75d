package dev.stopcode.sandbox.report;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which rows a report shows. */
sealed interface Condition {

    /** Lets all rows pass. */
    Condition NONE = new All(List.of());

    boolean holds(Function<Attribute, @Nullable String> row);

    /** Holds where all parts do. */
    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Function<Attribute, @Nullable String> row) {
            return parts.stream().allMatch(part -> part.holds(row));
        }
    }

    /** Holds where one part does. */
    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Function<Attribute, @Nullable String> row) {
            return parts.stream().anyMatch(part -> part.holds(row));
        }
    }

    /** Compares a value of the row with others, which are in the simulator's own form. */
    record Comparison(Attribute attribute, Operator operator, List<String> values) implements Condition {
        @Override
        public boolean holds(Function<Attribute, @Nullable String> row) {
            return operator.holds(row.apply(attribute), values, attribute.kind());
        }
    }
}
