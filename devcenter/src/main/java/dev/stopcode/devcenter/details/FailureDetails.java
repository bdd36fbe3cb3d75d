package dev.stopcode.devcenter.details;

import static dev.stopcode.devcenter.page.Field.*;

import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.http.Api;
import dev.stopcode.devcenter.http.QueryString;
import dev.stopcode.devcenter.page.PageRequest;
import dev.stopcode.devcenter.page.Pages;
import dev.stopcode.devcenter.page.Row;
import dev.stopcode.devcenter.page.UnreadableRow;
import io.vertx.core.Future;

/** {@code GET {flavour}/failuredetails}. */
public final class FailureDetails {

    private final Pages<DetailRow> pages;

    public FailureDetails(Api api) {
        this.pages = new Pages<>(api, FailureDetails::row);
    }

    public Future<Page<DetailRow>> first(DetailsQuery query) {
        return pages.first(request(query));
    }

    public Future<Page<DetailRow>> after(DetailsQuery query, Page<DetailRow> page) {
        return pages.after(request(query), page);
    }

    private static PageRequest request(DetailsQuery query) {
        QueryString parameters = new QueryString()
                .add("applicationId", query.applicationId())
                .add("failureHash", query.failureHash())
                .add("startDate", query.startDate())
                .add("endDate", query.endDate())
                .add("filter", query.filter())
                .addList("orderby", query.orderBy());
        return new PageRequest(query.flavour().path() + "/failuredetails", parameters, query.top(), query.skip());
    }

    /** The event that the fields make up. */
    public static DetailRow row(Row row) throws UnreadableRow {
        return new DetailRow(
                row.time(DATE),
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
                row.text(CLIENT_DEVICE_ID),
                row.text(CAB_ID_HASH),
                row.text(CAB_TYPE),
                row.timeOrNull(CAB_EXPIRATION_TIME));
    }
}
