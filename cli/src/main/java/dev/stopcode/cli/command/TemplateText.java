package dev.stopcode.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.devcenter.json.VendorJson;
import dev.stopcode.devcenter.reports.Condition;
import dev.stopcode.devcenter.reports.Order;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.ReportTemplate.Aggregation;
import dev.stopcode.devcenter.reports.StoredTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Templates as they are printed. */
final class TemplateText {

    private static final Aggregation NOTHING = new Aggregation(Set.of(), null);

    private TemplateText() {}

    static ObjectNode json(StoredTemplate stored) {
        return Json.object()
                .put("templateId", stored.templateId())
                .<ObjectNode>set("template", tree(stored.json()))
                .<ObjectNode>set("created", Json.of(stored.created()))
                .set("modified", Json.of(stored.modified()));
    }

    /** As the vendor wrote it, and as text where that is not JSON. */
    private static JsonNode tree(String json) {
        try {
            return VendorJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return Json.of(json);
        }
    }

    /** One a row. */
    static Table table(List<StoredTemplate> templates) {
        Table table = new Table("TEMPLATE", "VIEW", "PERIOD", "COLUMNS", "AGGREGATED", "MODIFIED (UTC)");
        for (StoredTemplate stored : templates) {
            ReportTemplate template = stored.template();
            String modified = Text.time(stored.modified());
            if (template == null) {
                table.row(stored.templateId(), "(not as documented)", null, null, null, modified);
            } else {
                table.row(
                        stored.templateId(),
                        template.view(),
                        period(template),
                        template.projection().size(),
                        String.join(", ", aggregation(template).aggregatedColumns()),
                        modified);
            }
        }
        return table;
    }

    /** A field of the template a row. */
    static Table fields(StoredTemplate stored) {
        Table table = new Table("FIELD", "VALUE");
        table.row("template", stored.templateId());
        table.row("created", Text.time(stored.created()));
        table.row("modified", Text.time(stored.modified()));
        ReportTemplate template = stored.template();
        if (template == null) {
            table.row("not as documented", stored.json());
            return table;
        }
        table.row("view", template.view());
        table.row("period", period(template));
        table.row("columns", String.join(", ", template.projection()));
        table.row("condition", text(template.condition()));
        table.row("aggregated", String.join(", ", aggregation(template).aggregatedColumns()));
        table.row("having", text(aggregation(template).condition()));
        table.row("order", template.orderby().stream().map(TemplateText::text).collect(Collectors.joining(", ")));
        table.row("limit", template.limit() == 0 ? null : template.limit());
        return table;
    }

    private static @Nullable String period(ReportTemplate template) {
        return template.dateRange() == null ? null : template.dateRange().reportPeriod();
    }

    private static Aggregation aggregation(ReportTemplate template) {
        return Objects.requireNonNullElse(template.aggregation(), NOTHING);
    }

    private static @Nullable String text(@Nullable Condition condition) {
        return condition == null
                ? null
                : VendorJson.MAPPER.valueToTree(condition).toString();
    }

    private static String text(Order order) {
        return order.attribute() + " " + order.sort().name().toLowerCase(Locale.ROOT);
    }
}
