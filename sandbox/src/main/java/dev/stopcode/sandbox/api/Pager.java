package dev.stopcode.sandbox.api;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cuts answers into pages. */
final class Pager {

    private final SimulatorConfig config;
    private final Drift drift;
    private final Supplier<URI> api;

    /**
     * Pages as they are configured.
     *
     * @param api base of the API, for links to further pages
     */
    Pager(SimulatorConfig config, Faults faults, Supplier<URI> api) {
        this.config = config;
        this.drift = new Drift(faults);
        this.api = api;
    }

    /** The page that a request asks for. */
    byte[] page(Rows rows, HttpServerRequest request, Query query) {
        return page(rows, request, query, true);
    }

    /** As {@link #page(Rows, HttpServerRequest, Query)}, without a TotalCount. */
    byte[] uncounted(Rows rows, HttpServerRequest request, Query query) {
        return page(rows, request, query, false);
    }

    private byte[] page(Rows all, HttpServerRequest request, Query query, boolean counted) {
        int size = Math.min(query.top(), config.pageCap());
        String harvest = request.path() + '?' + parameters(request, Map.of("top", "", "skip", ""));
        Rows rows = drift.apply(all, request.path(), harvest, query.skip(), size);
        List<ServedRow> slice = rows.slice(query.skip(), size);
        int next = query.skip() + slice.size();
        boolean last = slice.isEmpty() || next >= rows.total();
        return PageWriter.write(slice, slice.size(), last ? null : link(request, next), counted ? rows.total() : null);
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
}
