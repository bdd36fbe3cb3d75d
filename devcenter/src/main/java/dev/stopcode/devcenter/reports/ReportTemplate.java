package dev.stopcode.devcenter.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a report contains. {@link #of} builds one that the vendor accepts; one that was read may be anybody's, and
 * names in it that are not documented are kept as they are.
 *
 * <p>Templates are equal where their reports are: names and operators are alike in any case, and neither the order of
 * columns matters (a report is read by its header row) nor that of the parts of a condition.
 *
 * @param view name of a {@link ReportView}
 * @param projection names of columns
 * @param dateRange the days to look back on, null where the vendor leaves them out
 * @param condition rows to count, null for all
 * @param aggregation what to compute for each combination of the projected columns, null for nothing
 * @param orderby the most significant first
 * @param limit rows at most, 0 for all
 */
public record ReportTemplate(
        @JsonSetter(nulls = Nulls.FAIL) String view,
        Set<String> projection,
        @Nullable DateRange dateRange,
        @Nullable Condition condition,
        @Nullable Aggregation aggregation,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Order> orderby,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long limit) {

    /** Name of a {@link ReportPeriod}. */
    public record DateRange(@JsonSetter(nulls = Nulls.FAIL) String reportPeriod) {
        public DateRange {
            reportPeriod = ReportPeriod.SPELLING.of(reportPeriod);
        }
    }

    /**
     * What is computed of rows that are counted together.
     *
     * @param aggregatedColumns such as {@code SUM(EventCount)}
     * @param condition results to keep, null for all
     */
    public record Aggregation(
            Set<String> aggregatedColumns, @Nullable Condition condition) {
        public Aggregation {
            aggregatedColumns = spelled(aggregatedColumns, AggregatedColumn::spelled);
        }
    }

    public ReportTemplate {
        view = ReportView.SPELLING.of(view);
        projection = spelled(projection, ReportColumn.SPELLING::of);
        orderby = List.copyOf(orderby);
        if (aggregation != null && aggregation.aggregatedColumns().isEmpty() && aggregation.condition() == null) {
            aggregation = null;
        }
    }

    /** A template to be built, without columns yet. */
    public static TemplateBuilder of(ReportView view, ReportPeriod period) {
        return new TemplateBuilder(view, period);
    }

    /**
     * This template. Fails with {@code IllegalArgumentException}, and all that is wrong in its message, where the
     * vendor would refuse it.
     */
    public ReportTemplate checked() {
        List<String> problems = new TemplateRules(this).problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("report template: " + String.join("; ", problems));
        }
        return this;
    }

    private static Set<String> spelled(Set<String> names, UnaryOperator<String> spelling) {
        Set<String> spelled = new LinkedHashSet<>();
        names.forEach(name -> spelled.add(spelling.apply(name)));
        return Collections.unmodifiableSet(spelled);
    }
}
