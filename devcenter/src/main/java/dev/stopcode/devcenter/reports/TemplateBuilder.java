package dev.stopcode.devcenter.reports;

import dev.stopcode.devcenter.reports.Order.Sort;
import dev.stopcode.devcenter.reports.ReportTemplate.Aggregation;
import dev.stopcode.devcenter.reports.ReportTemplate.DateRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a template that the vendor accepts. */
public final class TemplateBuilder {

    private final ReportView view;
    private final ReportPeriod period;
    private final Set<String> columns = new LinkedHashSet<>();
    private final List<AggregatedColumn> aggregated = new ArrayList<>();
    private final List<Order> order = new ArrayList<>();
    private @Nullable Condition condition;
    private @Nullable Condition aggregateCondition;
    private long limit;

    TemplateBuilder(ReportView view, ReportPeriod period) {
        this.view = view;
        this.period = period;
    }

    /** Adds columns. */
    public TemplateBuilder columns(ReportColumn... more) {
        return columns(List.of(more));
    }

    /** Adds columns. */
    public TemplateBuilder columns(Collection<ReportColumn> more) {
        more.forEach(column -> columns.add(column.toString()));
        return this;
    }

    /** Keeps rows of which that is true; in place of a condition set before. */
    public TemplateBuilder where(Condition rows) {
        condition = rows;
        return this;
    }

    /** Adds what to compute for each combination of the columns. */
    public TemplateBuilder aggregate(AggregatedColumn... more) {
        aggregated.addAll(List.of(more));
        return this;
    }

    /** Keeps combinations of which that is true; in place of a condition set before. */
    public TemplateBuilder having(Condition combinations) {
        aggregateCondition = combinations;
        return this;
    }

    /** Orders the rows; calls after the first decide between rows that are equal so far. */
    public TemplateBuilder orderBy(Attribute attribute, Sort sort) {
        order.add(new Order(attribute.toString(), sort));
        return this;
    }

    /** Rows at most; 0, the default, for all. */
    public TemplateBuilder limit(long rows) {
        limit = rows;
        return this;
    }

    /**
     * Fails with {@code IllegalArgumentException}, and all that is wrong in its message, where the vendor would refuse
     * it.
     */
    public ReportTemplate build() {
        Set<String> names = new LinkedHashSet<>();
        for (AggregatedColumn column : aggregated) {
            if (!names.add(column.toString())) {
                throw new IllegalArgumentException("report template: " + column + " stands twice");
            }
        }
        return new ReportTemplate(
                        view.toString(),
                        columns,
                        new DateRange(period.toString()),
                        condition,
                        new Aggregation(names, aggregateCondition),
                        order,
                        limit)
                .checked();
    }
}
