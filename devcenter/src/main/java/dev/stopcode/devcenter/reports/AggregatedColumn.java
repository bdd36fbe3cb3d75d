package dev.stopcode.devcenter.reports;

import java.util.Locale;
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

    @Override
    public String toString() {
        return function + "(" + column + ")";
    }
}
