package dev.stopcode.cli.command;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.devcenter.json.VendorJson;
import dev.stopcode.devcenter.reports.Condition;
import dev.stopcode.devcenter.reports.Order;
import dev.stopcode.devcenter.reports.ReportColumn;
import dev.stopcode.devcenter.reports.ReportPeriod;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.ReportTemplate.Aggregation;
import dev.stopcode.devcenter.reports.ReportTemplate.DateRange;
import dev.stopcode.devcenter.reports.ReportView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A template: a file's, or another one, with what single options change of it. */
final class TemplateOptions {

    private static final ReportTemplate NEW = new ReportTemplate(
            "", Set.of(), new DateRange(ReportPeriod.LAST_7_DAYS.toString()), null, null, List.of(), 0);

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The template in the vendor's JSON; other options stand above it.")
    private @Nullable Path file;

    @Option(names = "--view", paramLabel = "VIEW", description = "IHVDriver or OEMDriver.")
    private @Nullable String view;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns, separated by commas; default: all of the view, unless something is aggregated.")
    private @Nullable List<String> columns;

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            description = "Days before its run that it looks back on: Yesterday, Last3Days, Last7Days (default),"
                    + " Last10Days, Last15Days, Last30Days, Last60Days or Last90Days.")
    private @Nullable String period;

    @Option(
            names = "--condition",
            paramLabel = "JSON",
            description = "Rows to keep, in the vendor's JSON:"
                    + " {\"and\":[{\"attribute\":\"Market\",\"operator\":\"EQ\",\"value\":\"US\"}]}; {} for all.")
    private @Nullable String condition;

    @Option(
            names = "--aggregate",
            paramLabel = "FUNCTION(COLUMN)",
            split = ",",
            description = "What to compute for each combination of the columns: SUM, AVG, COUNT, DCOUNT, MAX or MIN of"
                    + " a column.")
    private @Nullable List<String> aggregate;

    @Option(
            names = "--having",
            paramLabel = "JSON",
            description = "Combinations to keep, likewise; attributes may be aggregated ones.")
    private @Nullable String having;

    @Option(
            names = "--order",
            paramLabel = "COLUMN [asc|desc]",
            split = ",",
            description = "What rows are ordered by, the most significant first.")
    private @Nullable List<String> order;

    @Option(names = "--limit", paramLabel = "N", description = "Rows at most; 0, the default, for all.")
    private @Nullable Long limit;

    boolean hasFile() {
        return file != null;
    }

    /** A new template; fails with what the vendor would refuse. */
    ReportTemplate template() {
        return of(file == null ? NEW : read(file));
    }

    /** {@code other} with what the options change of it; fails likewise. */
    ReportTemplate of(ReportTemplate other) {
        ReportView chosen = view(view == null ? other.view() : view);
        Aggregation aggregation = aggregation(other.aggregation());
        return new ReportTemplate(
                        chosen.toString(),
                        columns == null ? columns(chosen, other, aggregation) : set(columns),
                        period == null ? other.dateRange() : new DateRange(period),
                        condition == null ? other.condition() : condition("--condition", condition),
                        aggregation,
                        order == null
                                ? other.orderby()
                                : order.stream().map(TemplateOptions::order).toList(),
                        Objects.requireNonNullElse(limit, other.limit()))
                .checked();
    }

    private static ReportView view(String name) {
        return ReportView.named(name)
                .orElseThrow(
                        () -> UserError.usage("--view: " + (name.isEmpty() ? "missing" : "'" + name + "' is unknown")
                                + ": IHVDriver or OEMDriver is needed, or a whole template with --file."));
    }

    /** All columns where nobody has named any. */
    private static Set<String> columns(ReportView view, ReportTemplate other, Aggregation aggregation) {
        boolean all =
                other.projection().isEmpty() && aggregation.aggregatedColumns().isEmpty();
        return all
                ? set(ReportColumn.of(view).stream().map(ReportColumn::toString).toList())
                : other.projection();
    }

    private Aggregation aggregation(@Nullable Aggregation other) {
        Aggregation base = Objects.requireNonNullElseGet(other, () -> new Aggregation(Set.of(), null));
        return new Aggregation(
                aggregate == null ? base.aggregatedColumns() : set(aggregate),
                having == null ? base.condition() : condition("--having", having));
    }

    private static Set<String> set(List<String> names) {
        Set<String> set = new LinkedHashSet<>(names);
        set.removeIf(String::isBlank);
        return set;
    }

    private static ReportTemplate read(Path file) {
        try {
            return VendorJson.MAPPER.readValue(Files.readString(file), ReportTemplate.class);
        } catch (JsonProcessingException e) {
            throw UserError.usage("--file: " + file + " is no template in the vendor's JSON: " + line(e));
        } catch (IOException e) {
            throw UserError.usage("--file: " + file + ": " + FailureReport.reason(e));
        }
    }

    private static @Nullable Condition condition(String option, String json) {
        try {
            return VendorJson.MAPPER.readValue(json, Condition.class);
        } catch (JsonProcessingException e) {
            throw UserError.usage(option + ": not a condition in the vendor's JSON, such as {\"and\":[{\"attribute\":"
                    + "\"Market\",\"operator\":\"EQ\",\"value\":\"US\"}]}: " + line(e));
        }
    }

    private static Order order(String text) {
        String[] words = text.strip().split("\\s+", 2);
        if (words.length == 1) {
            return new Order(words[0], Order.Sort.ASC);
        }
        return switch (words[1].toLowerCase(Locale.ROOT)) {
            case "asc" -> new Order(words[0], Order.Sort.ASC);
            case "desc" -> new Order(words[0], Order.Sort.DESC);
            default -> throw UserError.usage("--order: '" + text + "' is not a column, and asc or desc behind it.");
        };
    }

    /** What is wrong with the JSON, without the parser's own words for places and types. */
    private static String line(JsonProcessingException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String said = switch (cause) {
            case InvalidFormatException wrong -> "'" + wrong.getValue() + "' is not expected";
            case JsonMappingException other -> "something is missing, or of another kind";
            case JsonProcessingException broken ->
                broken.getOriginalMessage().replaceAll("[(:].*", "").strip();
            default -> String.valueOf(cause.getMessage());
        };
        JsonLocation place = failure.getLocation();
        return said + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")")
                + ".";
    }
}
