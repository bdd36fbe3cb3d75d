package dev.stopcode.devcenter.reports;

import dev.stopcode.devcenter.reports.Condition.Comparison;
import dev.stopcode.devcenter.reports.Condition.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the vendor asks of a template. */
final class TemplateRules {

    private final ReportView view;
    private final ReportTemplate template;
    private final List<AggregatedColumn> aggregated;
    private final Set<String> results = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    TemplateRules(ReportView view, ReportTemplate template, List<AggregatedColumn> aggregated) {
        this.view = view;
        this.template = template;
        this.aggregated = aggregated;
        results.addAll(template.projection());
        aggregated.forEach(column -> results.add(column.toString()));
    }

    /** One line for each rule that is broken. */
    List<String> problems() {
        if (template.projection().isEmpty()) {
            problems.add("no column is projected");
        }
        if (template.limit() < 0) {
            problems.add("limit " + template.limit() + " is negative");
        }
        template.projection().forEach(this::checkColumn);
        checkCondition();
        checkAggregation();
        template.orderby().stream()
                .map(Order::attribute)
                .filter(attribute -> !results.contains(attribute))
                .forEach(attribute -> problems.add("ordered by " + attribute + ", neither projected nor aggregated"));
        return problems;
    }

    private void checkCondition() {
        comparisons(template.condition()).forEach(comparison -> {
            checkColumn(comparison.attribute());
            checkValues(comparison);
        });
    }

    private void checkAggregation() {
        Set<AggregatedColumn> seen = new HashSet<>();
        for (AggregatedColumn each : aggregated) {
            checkColumn(each.column().toString());
            if (!seen.add(each)) {
                problems.add(each + " stands twice");
            }
        }
        Condition condition =
                template.aggregation() == null ? null : template.aggregation().condition();
        comparisons(condition).forEach(comparison -> {
            if (!results.contains(comparison.attribute())) {
                problems.add("aggregate condition on " + comparison.attribute() + ", neither projected nor aggregated");
            }
            checkValues(comparison);
        });
    }

    private void checkColumn(String name) {
        if (ReportColumn.named(name).filter(column -> column.isIn(view)).isEmpty()) {
            problems.add(name + " is not a column of " + view);
        }
    }

    private void checkValues(Comparison comparison) {
        int values = comparison.values().size();
        if (comparison.operator() == Operator.IN ? values == 0 : values != 1) {
            problems.add(comparison.attribute() + " " + comparison.operator() + " takes "
                    + (comparison.operator() == Operator.IN ? "at least one value" : "one value, not " + values));
        }
    }

    private static Stream<Comparison> comparisons(@Nullable Condition condition) {
        return condition == null ? Stream.empty() : condition.comparisons();
    }
}
