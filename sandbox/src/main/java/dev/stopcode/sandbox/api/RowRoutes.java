package dev.stopcode.sandbox.api;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.world.Source;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failurehits and failuredetails of all flavours. */
final class RowRoutes {

    private final FailureSource rows;
    private final Clock clock;
    private final RowFaults faults;
    private final Pager pager;

    RowRoutes(FailureSource rows, Clock clock, RowFaults faults, Pager pager) {
        this.rows = rows;
        this.clock = clock;
        this.faults = faults;
        this.pager = pager;
    }

    void mount(Router router, Answers answers) {
        for (Flavour flavour : Flavour.values()) {
            router.get(flavour.path() + "/failurehits")
                    .handler(context -> answers.page(context, () -> hits(flavour, context.request())));
            router.get(flavour.path() + "/failuredetails")
                    .handler(context -> answers.page(context, () -> details(flavour, context.request())));
        }
    }

    private byte[] hits(Flavour flavour, HttpServerRequest request) {
        MultiMap parameters = request.params();
        LocalDate today = LocalDate.now(clock);
        Optional<Source> source = Query.source(rows, flavour, parameters);
        Query query = Query.of(flavour, parameters, today);
        Grouping grouping = Grouping.of(flavour, parameters);
        Rows hits = source.map(known -> hits(known, query, grouping, today)).orElse(Rows.of(List.of()));
        return pager.page(faults.apply(hits, request.path(), query), request, query);
    }

    private Rows hits(Source source, Query query, @Nullable Grouping grouping, LocalDate today) {
        LocalDate first = latest(query.start(), rows.firstDay());
        LocalDate last = query.end().isAfter(today) ? today : query.end();
        List<LocalDate> days = first.isAfter(last)
                ? List.of()
                : first.datesUntil(last.plusDays(1)).toList();
        DayRows all = new DayRows(rows, source, days, today);
        if (query.filter() == null && query.order() == null && grouping == null) {
            return all;
        }
        List<ServedRow> filtered = query.filtered(all.all());
        return Rows.of(query.ordered(grouping == null ? filtered : grouping.apply(filtered)));
    }

    private byte[] details(Flavour flavour, HttpServerRequest request) {
        MultiMap parameters = request.params();
        LocalDate today = LocalDate.now(clock);
        Optional<Source> source = Query.source(rows, flavour, parameters);
        Query query = Query.of(flavour, parameters, today);
        String failureHash = faults.meant(Query.required(parameters, "failureHash"), request.path());
        List<ServedRow> details = source.map(
                        known -> rows.details(known, failureHash, query.start(), query.end(), today))
                .orElse(List.of());
        Rows served = Rows.of(query.ordered(query.filtered(details)));
        return pager.page(faults.apply(served, request.path(), query), request, query);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
