package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.world.Source;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers failurehits and failuredetails. Blocking: to be called on a worker thread. */
final class RowRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatorConfig config;
    private final Faults faults;
    private final Drift drift;

    RowRoutes(SimulatorConfig config, Faults faults) {
        this.config = config;
        this.faults = faults;
        this.drift = new Drift(faults);
    }

    /** A page of aggregated rows. */
    byte[] hits(Flavour flavour, HttpServerRequest request, URI api, LocalDate today) {
        MultiMap parameters = request.params();
        Optional<Source> source = source(flavour, parameters);
        Query query = Query.of(flavour, parameters, today);
        Grouping grouping = Grouping.of(flavour, parameters);
        Rows rows = source.map(known -> hits(known, query, grouping, today)).orElse(Rows.of(List.of()));
        Rows spoilt = spoil(rows, request.path(), query);
        return page(spoilt, request, query, api);
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

    /** A page of single events. */
    byte[] details(Flavour flavour, HttpServerRequest request, URI api, LocalDate today) {
        MultiMap parameters = request.params();
        Optional<Source> source = source(flavour, parameters);
        Query query = Query.of(flavour, parameters, today);
        String failureHash = required(parameters, "failureHash");
        List<ServedRow> rows = source.map(
                        known -> config.rows().details(known, failureHash, query.start(), query.end(), today))
                .orElse(List.of());
        return page(Rows.of(query.ordered(query.filtered(rows))), request, query, api);
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

    private byte[] page(Rows all, HttpServerRequest request, Query query, URI api) {
        int size = Math.min(query.top(), config.pageCap());
        String harvest = request.path() + '?' + parameters(request, Map.of("top", "", "skip", ""));
        Rows rows = drift.apply(all, request.path(), harvest, query.skip(), size);
        List<ServedRow> slice = rows.slice(query.skip(), size);
        int next = query.skip() + slice.size();
        boolean last = slice.isEmpty() || next >= rows.total();
        return PageWriter.write(slice, slice.size(), last ? null : link(request, next, api), rows.total());
    }

    private @Nullable String link(HttpServerRequest request, int skip, URI api) {
        String relative = request.path() + '?' + parameters(request, Map.of("skip", String.valueOf(skip)));
        return switch (config.nextLink()) {
            case ABSOLUTE -> api + relative;
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

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
