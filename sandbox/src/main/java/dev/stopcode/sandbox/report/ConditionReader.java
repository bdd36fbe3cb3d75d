package dev.stopcode.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the conditions of a template, and notes what is wrong with them. */
final class ConditionReader {

    private final String place;
    private final Function<String, Optional<? extends Attribute>> attributes;
    private final List<String> problems;

    /**
     * A reader of the condition that stands in a place.
     *
     * @param attributes what can be compared, by name
     * @param problems takes the problems
     */
    ConditionReader(String place, Function<String, Optional<? extends Attribute>> attributes, List<String> problems) {
        this.place = place;
        this.attributes = attributes;
        this.problems = problems;
    }

    /** {@code and} and {@code or} parts of a group, a comparison, or either within {@code condition}. */
    Condition read(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Condition.NONE;
        }
        if (!node.isObject()) {
            problems.add(place + ": an object is expected");
            return Condition.NONE;
        }
        JsonNode inner = LooseJson.field(node, "condition");
        if (!inner.isMissingNode()) {
            return read(inner);
        }
        if (!LooseJson.field(node, "attribute").isMissingNode()) {
            return comparison(node);
        }
        List<Condition> all = parts(LooseJson.field(node, "and"));
        List<Condition> any = parts(LooseJson.field(node, "or"));
        if (!any.isEmpty()) {
            all.add(new Condition.Any(any));
        }
        return new Condition.All(all);
    }

    private List<Condition> parts(JsonNode group) {
        List<Condition> parts = new ArrayList<>();
        group.forEach(part -> parts.add(read(part)));
        return parts;
    }

    private Condition comparison(JsonNode node) {
        String name = LooseJson.text(node, "attribute");
        String operator = LooseJson.text(node, "operator");
        Optional<? extends Attribute> attribute = attributes.apply(name);
        Optional<Operator> known = Operator.named(operator);
        List<String> values = values(LooseJson.field(node, "value"), known.orElse(Operator.EQ));
        if (attribute.isEmpty()) {
            problems.add(place + ": there is no attribute '" + name + "'");
        }
        if (known.isEmpty()) {
            problems.add(place + ": operator '" + operator + "' is none of " + Arrays.toString(Operator.values()));
        }
        if (values.isEmpty()) {
            problems.add(place + ": value of '" + name + "' is missing");
        }
        return attribute.isEmpty() || known.isEmpty() || values.isEmpty()
                ? Condition.NONE
                : comparison(attribute.get(), known.get(), values);
    }

    private Condition comparison(Attribute attribute, Operator operator, List<String> values) {
        try {
            List<String> literals =
                    values.stream().map(attribute.kind()::literal).toList();
            return new Condition.Comparison(attribute, operator, literals);
        } catch (NumberFormatException e) {
            problems.add(place + ": " + attribute.label() + " is compared with what is not a number");
            return Condition.NONE;
        }
    }

    /** A list, or for {@link Operator#IN} also a text with commas. */
    private static List<String> values(JsonNode value, Operator operator) {
        if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(each -> texts.add(each.asText()));
            return operator == Operator.IN || texts.size() == 1 ? texts : List.of();
        }
        if (!value.isValueNode() || value.isNull()) {
            return List.of();
        }
        return operator == Operator.IN
                ? Stream.of(value.asText().split(",", -1)).map(String::strip).toList()
                : List.of(value.asText());
    }
}
