package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.world.Source;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Failurehits and failuredetails of all flavours. */
final class RowRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatorConfig config;
    private final Clock clock;
    private final Faults faults;
    private final Answers answers;
    private final Supplier<URI> api;
    private final Drift drift;

    /**
     * Routes over the configured rows.
     *
     * @param api base of the API, for links to further pages
     */
    RowRoutes(SimulatorConfig config, Clock clock, Faults faults, Answers answers, Supplier<URI> api) {
        this.config = config;
        this.clock = clock;
        this.faults = faults;
        this.answers = answers;
        this.api = api;
        this.drift = new Drift(faults);
    }

    void mount(Router router) {
        for (Flavour flavour : Flavour.values()) {
            router.get(flavour.path() + "/failurehits")
                    .handler(context -> answers.page(context, () -> hits(flavour, context.request())));
            router.get(flavour.path() + "/failuredetails")
                    .handler(context -> answers.page(context, () -> details(flavour, context.request())));
        }
    }

    private byte[] hits(Flavour flavour, HttpServerRequest request) {
        LocalDate today = today();
        MultiMap parameters = request.params();
        Optional<Source> source = source(flavour, parameters);
        Query query = Query.of(flavour, parameters, today);
        Grouping grouping = Grouping.of(flavour, parameters);
        Rows rows = source.map(known -> hits(known, query, grouping, today)).orElse(Rows.of(List.of()));
        Rows spoilt = spoil(rows, request.path(), query);
        return page(spoilt, request, query);
    }

    private Rows hits(Source source, Query query, @Nullable Grouping grouping, LocalDate today) {
        LocalDate first = latest(query.start(), config.rows().firstDay());
        LocalDate last = query.end().isAfter(today) ? today : query.end();
        List<LocalDate> days = first.isAfter(last)
                ? List.of()
                : first.datesUntil(last.plusDays(1)).toList();
        DayRows all = new DayRows(config.rows(), source, days, today);
        if (query.filter() == null && query.order() == null && grouping == null) {
            return all;
        }
        List<ServedRow> rows = query.filtered(all.all());
        return Rows.of(query.ordered(grouping == null ? rows : grouping.apply(rows)));
    }

    private byte[] details(Flavour flavour, HttpServerRequest request) {
        LocalDate today = today();
        MultiMap parameters = request.params();
        Optional<Source> source = source(flavour, parameters);
        Query query = Query.of(flavour, parameters, today);
        String failureHash = required(parameters, "failureHash");
        List<ServedRow> rows = source.map(
                        known -> config.rows().details(known, failureHash, query.start(), query.end(), today))
                .orElse(List.of());
        return page(Rows.of(query.ordered(query.filtered(rows))), request, query);
    }

    private Optional<Source> source(Flavour flavour, MultiMap parameters) {
        String application = flavour.needsApplication() ? required(parameters, "applicationId") : null;
        Optional<Source> source = config.rows().sources().stream()
                .filter(each -> each.flavour() == flavour)
                .filter(each -> application == null || application.equals(each.applicationId()))
                .findFirst();
        if (application != null && source.isEmpty()) {
            throw ApiError.notFound("applicationId: no such application");
        }
        return source;
    }

    private static String required(MultiMap parameters, String name) {
        String value = parameters.get(name);
        if (value == null || value.isBlank()) {
            throw ApiError.badQuery(name + " parameter is required");
        }
        return value;
    }

    private Rows spoil(Rows rows, String path, Query query) {
        boolean spoilt = rows.total() > 0
                && faults.strike(Fault.MalformedRow.class, path, fault -> query.covers(fault.day()))
                        .isPresent();
        if (!spoilt) {
            return rows;
        }
        int middle = rows.total() / 2;
        return rows.with(malformed(rows.slice(middle, 1).getFirst()), middle);
    }

    private static ServedRow malformed(ServedRow row) {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            row.writeTo(buffer);
            ObjectNode json = JSON.readTree(buffer.asParser());
            return new JsonRow(row.day(), json.put("eventCount", "abc"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] page(Rows all, HttpServerRequest request, Query query) {
        int size = Math.min(query.top(), config.pageCap());
        String harvest = request.path() + '?' + parameters(request, Map.of("top", "", "skip", ""));
        Rows rows = drift.apply(all, request.path(), harvest, query.skip(), size);
        List<ServedRow> slice = rows.slice(query.skip(), size);
        int next = query.skip() + slice.size();
        boolean last = slice.isEmpty() || next >= rows.total();
        return PageWriter.write(slice, slice.size(), last ? null : link(request, next), rows.total());
    }

    private @Nullable String link(HttpServerRequest request, int skip) {
        String relative = request.path() + '?' + parameters(request, Map.of("skip", String.valueOf(skip)));
        return switch (config.nextLink()) {
            case ABSOLUTE -> api.get() + relative;
            case RELATIVE -> relative;
            case NONE -> null;
        };
    }

    /** The query with some parameters replaced; an empty value leaves one out. */
    private static String parameters(HttpServerRequest request, Map<String, String> replaced) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap().addAll(request.params());
        replaced.forEach(parameters::set);
        return parameters.entries().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
