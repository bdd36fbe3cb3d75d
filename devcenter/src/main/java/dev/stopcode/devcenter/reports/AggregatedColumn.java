package dev.stopcode.devcenter.reports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function over the values that a column has in the rows of a group, written {@code SUM(EventCount)}. */
public record AggregatedColumn(Function function, ReportColumn column) implements Attribute {

    private static final Pattern WRITTEN = Pattern.compile("\\s*(\\w+)\\s*\\((.*)\\)\\s*");

    /** The documented functions. */
    public enum Function {
        SUM,
        AVG,
        COUNT,
        /** How many different values there are. */
        DCOUNT,
        MAX,
        MIN;

        /** This function over that column. */
        public AggregatedColumn of(ReportColumn column) {
            return new AggregatedColumn(this, column);
        }
    }

    /** The one spelling of a column's or an aggregated column's name. */
    static String spelled(String attribute) {
        Matcher written = WRITTEN.matcher(attribute);
        return written.matches()
                ? written.group(1).toUpperCase(Locale.ROOT) + "(" + ReportColumn.SPELLING.of(written.group(2)) + ")"
                : ReportColumn.SPELLING.of(attribute);
    }

    /** The aggregated column of that name in any case; empty where function or column is unknown. */
    public static Optional<AggregatedColumn> named(String name) {
        Matcher written = WRITTEN.matcher(name);
        return !written.matches()
                ? Optional.empty()
                : Arrays.stream(Function.values())
                        .filter(function -> function.name().equalsIgnoreCase(written.group(1)))
                        .findFirst()
                        .flatMap(
                                function -> ReportColumn.named(written.group(2)).map(function::of));
    }

    @Override
    public String toString() {
        return function + "(" + column + ")";
    }
}
