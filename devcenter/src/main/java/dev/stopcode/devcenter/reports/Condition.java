package dev.stopcode.devcenter.reports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rows to keep. Conditions that differ in nothing but the order of parts and values are equal. */
public sealed interface Condition {

    /** The documented operators. */
    enum Operator {
        IN,
        EQ,
        NEQ,
        LT,
        GT,
        LTE,
        GTE,
        LIKE
    }

    /**
     * An attribute compared with one value, or with a list of them by {@link Operator#IN}.
     *
     * @param attribute name of a column or aggregated column, in the documented spelling where it is documented
     * @param values numbers as texts, as the vendor writes them
     */
    record Comparison(String attribute, Operator operator, Set<String> values) implements Condition {
        public Comparison {
            attribute = AggregatedColumn.spelled(attribute);
            values = ordered(values);
        }
    }

    /** All of two parts or more. */
    record And(Set<Condition> parts) implements Condition {
        public And {
            parts = twoOrMore(parts);
        }
    }

    /** Any of two parts or more. */
    record Or(Set<Condition> parts) implements Condition {
        public Or {
            parts = twoOrMore(parts);
        }
    }

    /** A comparison with one value, or with a list of them by {@link Operator#IN}. */
    static Condition of(Attribute attribute, Operator operator, String... values) {
        return new Comparison(attribute.toString(), operator, ordered(List.of(values)));
    }

    /** All of the parts; of one part, that part. Fails with {@code IllegalArgumentException} for none. */
    static Condition and(Condition... parts) {
        Set<Condition> all = ordered(List.of(parts));
        return all.size() == 1 ? all.iterator().next() : new And(all);
    }

    /** Any of the parts; of one part, that part. Fails with {@code IllegalArgumentException} for none. */
    static Condition or(Condition... parts) {
        Set<Condition> all = ordered(List.of(parts));
        return all.size() == 1 ? all.iterator().next() : new Or(all);
    }

    /** All comparisons in it, at any depth. */
    default Stream<Comparison> comparisons() {
        return switch (this) {
            case Comparison comparison -> Stream.of(comparison);
            case And(Set<Condition> parts) -> parts.stream().flatMap(Condition::comparisons);
            case Or(Set<Condition> parts) -> parts.stream().flatMap(Condition::comparisons);
        };
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    private static @Nullable Condition read(ConditionJson json) {
        return json.read();
    }

    @JsonValue
    private ConditionJson json() {
        return ConditionJson.group(this);
    }

    private static Set<Condition> twoOrMore(Set<Condition> parts) {
        if (parts.size() < 2) {
            throw new IllegalArgumentException("condition: and, or: two parts or more are needed");
        }
        return ordered(parts);
    }

    private static <T> Set<T> ordered(Collection<T> elements) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }
}
