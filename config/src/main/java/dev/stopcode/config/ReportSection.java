package dev.stopcode.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.json.VendorJson;
import dev.stopcode.devcenter.reports.Condition;
import dev.stopcode.devcenter.reports.ReportColumn;
import dev.stopcode.devcenter.reports.ReportPeriod;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.ReportView;
import dev.stopcode.devcenter.reports.TemplateBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.jspecify.annotations.Nullable;

/** {@code reports} and {@code report.<id>.*}. */
final class ReportSection {

    static final String PREFIX = "report.";

    static final Set<String> PARTS = Set.of("view", "columns", "period", "condition", "interval", "counting");

    static final String REPORTS = "reports";

    private static final String CALLBACK_URL = "reports.callback.url";
    private static final String CALLBACK_HOST = "reports.callback.host";
    private static final String CALLBACK_PORT = "reports.callback.port";

    private ReportSection() {}

    static void define(Keys keys) {
        keys.list(
                        REPORTS,
                        "",
                        ValidList.anyNonDuplicateValues(true, false),
                        "Ids of the reports that are harvested, separated by commas; like those of sources they are not to be"
                                + " changed later, and no source has the same.")
                .text(
                        CALLBACK_URL,
                        null,
                        Keys.parsedBy(
                                ReportSection::requireBase, "an http:// or https:// URL with a host, without ? and #"),
                        "Base of the URLs at which the vendor tells that a run has completed, as the world sees it. Without it"
                                + " nothing listens: runs are polled.")
                .text(
                        CALLBACK_HOST,
                        "127.0.0.1",
                        new ConfigDef.NonEmptyString(),
                        "Where the producer listens for that, without TLS: for a proxy on the same machine.")
                .number(CALLBACK_PORT, 8085, 1, 65_535, "Likewise.");
    }

    private static void requireBase(String text) {
        URI base = Urls.parse(text);
        if (base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(text);
        }
    }

    static @Nullable CallbackConfig callback(Settings settings) {
        return settings.optional(CALLBACK_URL) == null
                ? null
                : new CallbackConfig(
                        settings.url(CALLBACK_URL), settings.getString(CALLBACK_HOST), settings.getInt(CALLBACK_PORT));
    }

    static List<ReportConfig> read(Map<String, String> values, List<SourceConfig> sources, List<Problem> problems) {
        List<ReportConfig> reports = new ArrayList<>();
        for (String id : SourceSection.ids(values, REPORTS)) {
            if (sources.stream().anyMatch(source -> source.id().equals(id))) {
                problems.add(Problem.of(REPORTS, id, "a source has this id already"));
            } else if (SourceSection.isId(id)) {
                new Part(PREFIX + id + ".", values, problems)
                        .report(id, sources)
                        .ifPresent(reports::add);
            } else {
                problems.add(Problem.of(REPORTS, id, SourceSection.ID_RULE));
            }
        }
        return reports;
    }

    /** The keys of one report. */
    private record Part(String prefix, Map<String, String> values, List<Problem> problems) {

        Optional<ReportConfig> report(String id, List<SourceConfig> sources) {
            int before = problems.size();
            ReportView view = named("view", null, ReportView.values());
            ReportPeriod period = named("period", ReportPeriod.LAST_7_DAYS, ReportPeriod.values());
            Duration interval = interval();
            boolean covered = view != null
                    && sources.stream().anyMatch(source -> source.counting() && isIn(view, source.flavour()));
            boolean counting = counting(covered);
            ReportTemplate template = view == null || period == null ? null : template(view, period);
            return problems.size() > before || template == null || period == null
                    ? Optional.empty()
                    : Optional.of(new ReportConfig(id, template, period.days(), interval, counting));
        }

        private static boolean isIn(ReportView view, Flavour flavour) {
            return (view == ReportView.OEM_DRIVER) == (flavour == Flavour.OEM);
        }

        private @Nullable ReportTemplate template(ReportView view, ReportPeriod period) {
            TemplateBuilder builder = ReportTemplate.of(view, period);
            String columns = values.get(prefix + "columns");
            if (columns == null) {
                builder.columns(ReportColumn.of(view));
            } else {
                for (String name : columns.split(",", -1)) {
                    ReportColumn.named(name)
                            .ifPresentOrElse(
                                    builder::columns, () -> problem("columns", "unknown column " + name.strip()));
                }
            }
            try {
                String condition = values.get(prefix + "condition");
                if (condition != null) {
                    builder.where(VendorJson.MAPPER.readValue(condition, Condition.class));
                }
                ReportTemplate template = builder.build();
                return isEvents(template) ? template : null;
            } catch (JsonProcessingException e) {
                problem(
                        "condition",
                        "not a condition in the vendor's JSON, such as {\"and\":[{\"attribute\":\"Market\",\"operator\":\"EQ\",\"value\":\"US\"}]}: "
                                + e.getOriginalMessage());
            } catch (IllegalArgumentException e) {
                problem("columns", String.valueOf(e.getMessage()));
            }
            return null;
        }

        /** Events need what they are told apart and placed by. */
        private boolean isEvents(ReportTemplate template) {
            List<String> missing = List.of(ReportColumn.FAILURE_DATE_TIME, ReportColumn.FAILURE_HASH).stream()
                    .map(ReportColumn::toString)
                    .filter(column -> !template.projection().contains(column))
                    .toList();
            if (!missing.isEmpty()) {
                problem("columns", "missing: " + String.join(", ", missing) + ", by which events are told apart");
            }
            return missing.isEmpty();
        }

        private Duration interval() {
            String text = values.getOrDefault(prefix + "interval", "12h");
            try {
                Duration interval = Durations.parse(text);
                if (interval.compareTo(ReportSchedule.SHORTEST_INTERVAL) >= 0 && interval.toSeconds() % 3600 == 0) {
                    return interval;
                }
            } catch (IllegalArgumentException e) {
                // as wrong as one that is too short
            }
            problem("interval", "allowed: whole hours, 12h or more");
            return ReportSchedule.SHORTEST_INTERVAL;
        }

        private boolean counting(boolean covered) {
            String counting = values.getOrDefault(prefix + "counting", Boolean.toString(!covered));
            if (!counting.equals("true") && !counting.equals("false")) {
                problem("counting", "allowed: true, false");
            } else if (covered && counting.equals("true")) {
                problem(
                        "counting",
                        "a source of the same drivers counts already: set its counting, or this one, to false");
            }
            return counting.equals("true");
        }

        private <T> @Nullable T named(String part, @Nullable T standard, T[] allowed) {
            String name = values.get(prefix + part);
            if (name == null && standard != null) {
                return standard;
            }
            Optional<T> found = Arrays.stream(allowed)
                    .filter(one -> one.toString().equalsIgnoreCase(name))
                    .findFirst();
            if (found.isEmpty()) {
                problem(
                        part,
                        (name == null ? "missing; " : "") + "allowed: "
                                + Arrays.stream(allowed).map(Object::toString).collect(Collectors.joining(", ")));
            }
            return found.orElse(null);
        }

        private void problem(String part, String reason) {
            problems.add(Problem.of(prefix + part, values.get(prefix + part), reason));
        }
    }
}
