package dev.stopcode.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.sandbox.report.Template.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a template as the vendor's clients send it, and says all that is wrong with it. */
final class TemplateReader {

    private static final List<Integer> PERIODS = List.of(3, 7, 10, 15, 30, 60, 90);

    private final JsonNode json;
    private final List<String> problems = new ArrayList<>();

    private TemplateReader(JsonNode json) {
        this.json = json;
    }

    /** Fails with {@link ReportProblems}. */
    static Template read(JsonNode json) {
        TemplateReader reader = new TemplateReader(json);
        String name = LooseJson.text(json, "view");
        Optional<View> view = View.named(name);
        if (view.isEmpty()) {
            throw new ReportProblems(List.of("view: '" + name + "' is none of " + Arrays.toString(View.values())));
        }
        Template template = reader.template(view.get());
        if (!reader.problems.isEmpty()) {
            throw new ReportProblems(reader.problems);
        }
        return template;
    }

    private Template template(View view) {
        List<Column> projection = projection(view);
        JsonNode aggregation = LooseJson.field(json, "aggregation");
        List<Aggregate> aggregates = aggregates(view, aggregation);
        Function<String, Optional<? extends Attribute>> events = view::column;
        // a group has no other values than those that it is made by
        Function<String, Optional<? extends Attribute>> groups = name -> Aggregate.parse(name, view)
                .filter(aggregates::contains)
                .<Attribute>map(Function.identity())
                .or(() -> view.column(name).filter(projection::contains));
        return new Template(
                view,
                projection,
                days(),
                new ConditionReader("condition", events, problems).read(LooseJson.field(json, "condition")),
                aggregates,
                new ConditionReader("aggregation", groups, problems).read(LooseJson.field(aggregation, "condition")),
                order(aggregates.isEmpty() ? events : groups),
                limit());
    }

    private List<Column> projection(View view) {
        List<Column> columns = new ArrayList<>();
        for (JsonNode name : LooseJson.field(json, "projection")) {
            Optional<Column> column = view.column(name.asText());
            column.ifPresentOrElse(
                    columns::add, () -> problems.add("projection: " + view + " has no column '" + name.asText() + "'"));
        }
        if (LooseJson.field(json, "projection").isEmpty()) {
            problems.add("projection: columns are missing");
        }
        return columns.stream().distinct().toList();
    }

    private int days() {
        String period = LooseJson.text(LooseJson.field(json, "dateRange"), "reportPeriod");
        if (period.equalsIgnoreCase("Yesterday")) {
            return 1;
        }
        for (int days : PERIODS) {
            if (period.equalsIgnoreCase("Last" + days + "Days")) {
                return days;
            }
        }
        problems.add("reportPeriod: '" + period + "' is neither Yesterday nor the Last" + PERIODS + "Days");
        return 1;
    }

    private List<Aggregate> aggregates(View view, JsonNode aggregation) {
        List<Aggregate> aggregates = new ArrayList<>();
        for (JsonNode call : LooseJson.field(aggregation, "aggregatedColumns")) {
            Aggregate.parse(call.asText(), view)
                    .ifPresentOrElse(
                            aggregates::add,
                            () -> problems.add("aggregatedColumns: '" + call.asText() + "' is none of "
                                    + Arrays.toString(Aggregate.Function.values())
                                    + " over a column that it can be of"));
        }
        return aggregates.stream().distinct().toList();
    }

    private List<Order> order(Function<String, Optional<? extends Attribute>> attributes) {
        List<Order> order = new ArrayList<>();
        for (JsonNode item : LooseJson.field(json, "orderby")) {
            String name = LooseJson.text(item, "attribute");
            String sort = LooseJson.text(item, "sort");
            Boolean descending = Map.of("", false, "asc", false, "desc", true).get(sort.toLowerCase(Locale.ROOT));
            Optional<? extends Attribute> attribute = attributes.apply(name);
            if (attribute.isPresent() && descending != null) {
                order.add(new Order(attribute.get(), descending));
            } else {
                problems.add("orderby: '" + name + "' in order '" + sort + "'");
            }
        }
        return order;
    }

    private long limit() {
        JsonNode limit = LooseJson.field(json, "limit");
        String text = limit.isMissingNode() || limit.isNull() ? "0" : limit.asText();
        if (!text.matches("\\d{1,18}")) {
            problems.add("limit: '" + text + "' is not a number from 0 on");
            return 0;
        }
        return Long.parseLong(text);
    }
}
