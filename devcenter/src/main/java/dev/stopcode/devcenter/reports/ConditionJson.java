package dev.stopcode.devcenter.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stopcode.devcenter.reports.Condition.And;
import dev.stopcode.devcenter.reports.Condition.Comparison;
import dev.stopcode.devcenter.reports.Condition.Operator;
import dev.stopcode.devcenter.reports.Condition.Or;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition as the vendor writes it: a group {@code {"and": […]}} or {@code {"or": […]}}, whose parts are
 * comparisons or {@code {"condition": group}}. Any of the three is read in any place; one in which nothing is said is
 * no condition.
 */
record ConditionJson(
        @Nullable String attribute,
        @Nullable Operator operator,
        @Nullable Object value,
        @Nullable ConditionJson condition,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ConditionJson> and,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ConditionJson> or) {

    static ConditionJson group(Condition condition) {
        return switch (condition) {
            case And(Set<Condition> parts) -> new ConditionJson(null, null, null, null, parts(parts), List.of());
            case Or(Set<Condition> parts) -> new ConditionJson(null, null, null, null, List.of(), parts(parts));
            case Comparison comparison ->
                new ConditionJson(null, null, null, null, parts(Set.of(comparison)), List.of());
        };
    }

    private static List<ConditionJson> parts(Set<Condition> parts) {
        return parts.stream().map(ConditionJson::part).toList();
    }

    private static ConditionJson part(Condition condition) {
        return condition instanceof Comparison(String attribute, Operator operator, Set<String> values)
                ? new ConditionJson(attribute, operator, value(operator, values), null, List.of(), List.of())
                : new ConditionJson(null, null, null, group(condition), List.of(), List.of());
    }

    private static Object value(Operator operator, Set<String> values) {
        return operator == Operator.IN || values.size() != 1
                ? values
                : values.iterator().next();
    }

    /** Fails with {@code IllegalArgumentException} where a comparison lacks something. */
    @Nullable
    Condition read() {
        if (attribute != null) {
            if (operator == null || value == null || value instanceof Map) {
                throw new IllegalArgumentException("condition: operator and value are needed");
            }
            return new Comparison(attribute, operator, values(value));
        }
        if (condition != null) {
            return condition.read();
        }
        List<Condition> all = conditions(and);
        List<Condition> any = conditions(or);
        if (!any.isEmpty()) {
            all.add(Condition.or(any.toArray(Condition[]::new)));
        }
        return all.isEmpty() ? null : Condition.and(all.toArray(Condition[]::new));
    }

    private static List<Condition> conditions(List<ConditionJson> parts) {
        return parts.stream()
                .map(ConditionJson::read)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Set<String> values(Object value) {
        Collection<?> values = value instanceof Collection<?> list ? list : List.of(value);
        return values.stream().map(String::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
