package dev.stopcode.sandbox.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function over the values of a column in a group of rows, for example {@code SUM(EventCount)}. */
record Aggregate(Function function, Column column) implements Attribute {

    private static final Pattern CALL = Pattern.compile("\\s*(\\w+)\\s*\\(\\s*(\\w+)\\s*\\)\\s*");

    enum Function {
        SUM,
        AVG,
        /** Values that are there. */
        COUNT,
        /** Different values. */
        DCOUNT,
        MAX,
        MIN;

        boolean takes(Column column) {
            return column.kind() == Kind.NUMBER || (this != SUM && this != AVG);
        }
    }

    /** Reads a call; empty where function or column do not exist in the view, or do not go together. */
    static Optional<Aggregate> parse(String text, View view) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return Optional.empty();
        }
        String name = call.group(1).toUpperCase(Locale.ROOT);
        return Arrays.stream(Function.values())
                .filter(function -> function.name().equals(name))
                .findFirst()
                .flatMap(function -> view.column(call.group(2))
                        .filter(function::takes)
                        .map(column -> new Aggregate(function, column)));
    }

    @Override
    public String label() {
        return function + "(" + column.label() + ")";
    }

    @Override
    public Kind kind() {
        return function == Function.MAX || function == Function.MIN ? column.kind() : Kind.NUMBER;
    }
}
