package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.world.Source;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Cabdownloadbatch: links to all dumps of a failure that have not expired. */
final class CabBatch {

    private static final int MAX_TOP = 100;
    private static final List<String> FIELDS =
            List.of("applicationId", "submissionId", "failureHash", "cabIdHash", "cabUrl", "date", "cabExpirationTime");

    private final FailureSource rows;
    private final Clock clock;
    private final SignedFolder dumps;
    private final RowFaults faults;
    private final Pager pager;

    CabBatch(FailureSource rows, Clock clock, SignedFolder dumps, RowFaults faults, Pager pager) {
        this.rows = rows;
        this.clock = clock;
        this.dumps = dumps;
        this.faults = faults;
        this.pager = pager;
    }

    void mount(Router router, Answers answers) {
        router.get(Flavour.WINDOWS_10.path() + "/cabdownloadbatch")
                .handler(context -> answers.page(context, () -> page(context.request())));
    }

    private byte[] page(HttpServerRequest request) {
        MultiMap parameters = request.params();
        LocalDate today = LocalDate.now(clock);
        Source source = Query.source(rows, Flavour.WINDOWS_10, parameters).orElseThrow();
        Query query = Query.of(Flavour.WINDOWS_10, parameters, today, MAX_TOP);
        String failureHash = faults.meant(Query.required(parameters, "failureHash"), request.path());
        String now = DetailServed.text(clock.instant());
        List<ServedRow> cabs = rows.details(source, failureHash, query.start(), query.end(), today).stream()
                .filter(row -> now.compareTo(Objects.requireNonNullElse(row.text("cabExpirationTime"), "")) < 0)
                .map(this::linked)
                .toList();
        return pager.uncounted(faults.apply(Rows.of(cabs), request.path(), query), request, query);
    }

    private ServedRow linked(ServedRow row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String field : FIELDS) {
            json.put(field, row.text(field));
        }
        return new JsonRow(row.day(), json.put("cabUrl", dumps.link(String.valueOf(row.text("cabIdHash")))));
    }
}
