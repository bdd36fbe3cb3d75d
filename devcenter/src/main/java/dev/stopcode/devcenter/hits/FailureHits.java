package dev.stopcode.devcenter.hits;

import static dev.stopcode.devcenter.page.Field.*;

import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.http.Api;
import dev.stopcode.devcenter.http.QueryString;
import dev.stopcode.devcenter.page.PageRequest;
import dev.stopcode.devcenter.page.Pages;
import dev.stopcode.devcenter.page.Row;
import dev.stopcode.devcenter.page.UnreadableRow;
import io.vertx.core.Future;
import java.util.Locale;

/** {@code GET {flavour}/failurehits}. */
public final class FailureHits {

    private final Pages<HitRow> pages;

    public FailureHits(Api api) {
        this.pages = new Pages<>(api, FailureHits::row);
    }

    public Future<Page<HitRow>> first(HitsQuery query) {
        return pages.first(request(query));
    }

    public Future<Page<HitRow>> after(HitsQuery query, Page<HitRow> page) {
        return pages.after(request(query), page);
    }

    private static PageRequest request(HitsQuery query) {
        QueryString parameters = new QueryString()
                .add("applicationId", query.applicationId())
                .add("startDate", query.startDate())
                .add("endDate", query.endDate())
                .add("filter", query.filter())
                .add("aggregationLevel", query.aggregationLevel().name().toLowerCase(Locale.ROOT))
                .addList("orderby", query.orderBy())
                .addList("groupby", query.groupBy());
        return new PageRequest(query.flavour().path() + "/failurehits", parameters, query.top(), query.skip());
    }

    /** The row that the fields make up. */
    public static HitRow row(Row row) throws UnreadableRow {
        return new HitRow(
                row.date(DATE),
                row.text(FAILURE_NAME),
                row.text(FAILURE_HASH),
                row.text(SYMBOL),
                row.text(OS_VERSION),
                row.text(OS_NAME),
                row.text(EVENT_TYPE),
                row.text(MARKET),
                row.text(DEVICE_TYPE),
                row.text(ARCHITECTURE),
                row.text(FLIGHT_RING),
                row.text(APPLICATION_ID),
                row.text(SUBMISSION_ID),
                row.text(SELLER_ID),
                row.text(DRIVER_NAME),
                row.text(DRIVER_VERSION),
                row.text(OEM_NAME),
                row.text(OEM_MODEL),
                row.text(MODE),
                row.text(BASEBOARD),
                row.text(MODEL_FAMILY),
                row.count(EVENT_COUNT),
                row.countOrNull(DEVICE_COUNT));
    }
}
