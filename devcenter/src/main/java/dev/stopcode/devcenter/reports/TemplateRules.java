package dev.stopcode.devcenter.reports;

import dev.stopcode.devcenter.reports.Condition.Comparison;
import dev.stopcode.devcenter.reports.Condition.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the vendor asks of a template. */
final class TemplateRules {

    private final ReportTemplate template;
    private final @Nullable ReportView view;
    private final Set<String> aggregated;
    private final Set<String> results = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    TemplateRules(ReportTemplate template) {
        this.template = template;
        this.view = ReportView.named(template.view()).orElse(null);
        this.aggregated = template.aggregation() == null
                ? Set.of()
                : template.aggregation().aggregatedColumns();
        results.addAll(template.projection());
        results.addAll(aggregated);
    }

    /** One line for each rule that is broken. */
    List<String> problems() {
        checkNames();
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

    private void checkNames() {
        if (view == null) {
            problems.add("view: " + oneOf(template.view(), ReportView.values()));
        }
        String period = template.dateRange() == null ? "" : template.dateRange().reportPeriod();
        if (ReportPeriod.named(period).isEmpty()) {
            problems.add("reportPeriod: " + oneOf(period, ReportPeriod.values()));
        }
    }

    private static String oneOf(String name, Object[] allowed) {
        return "'" + name + "' is none of "
                + Arrays.stream(allowed).map(Object::toString).collect(Collectors.joining(", "));
    }

    private void checkCondition() {
        comparisons(template.condition()).forEach(comparison -> {
            checkColumn(comparison.attribute());
            checkValues(comparison);
        });
    }

    private void checkAggregation() {
        aggregated.forEach(name -> AggregatedColumn.named(name)
                .ifPresentOrElse(
                        known -> checkColumn(known.column().toString()),
                        () -> problems.add(name + " is no aggregated column, such as SUM(EventCount)")));
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
        boolean known = ReportColumn.named(name)
                .filter(column -> view == null || column.isIn(view))
                .isPresent();
        if (!known) {
            problems.add(name + " is not a column" + (view == null ? "" : " of " + view));
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
