package dev.stopcode.devcenter.cabs;

import static dev.stopcode.devcenter.page.Field.*;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.http.Admission;
import dev.stopcode.devcenter.http.Api;
import dev.stopcode.devcenter.http.Downloads;
import dev.stopcode.devcenter.http.QueryString;
import dev.stopcode.devcenter.page.PageRequest;
import dev.stopcode.devcenter.page.Pages;
import dev.stopcode.devcenter.page.Row;
import dev.stopcode.devcenter.page.UnreadableRow;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** {@code GET {Windows 10}/cabdownloadbatch}. */
public final class CabLinksClient implements CabLinks {

    private static final String METHOD = Flavour.WINDOWS_10.path() + "/cabdownloadbatch";

    private final Admission admission;
    private final Downloads downloads;
    private final Pages<CabLink> pages;

    public CabLinksClient(Admission admission, Api api, Downloads downloads) {
        this.admission = admission;
        this.downloads = downloads;
        this.pages = new Pages<>(api, CabLinksClient::row);
    }

    @Override
    public Future<Page<CabLink>> list(CabLinksQuery query) {
        return admission.run(() -> pages.first(request(query)));
    }

    @Override
    public Future<Page<CabLink>> list(CabLinksQuery query, Page<CabLink> page) {
        return admission.run(() -> pages.after(request(query), page));
    }

    @Override
    public Future<Long> download(SignedLink url, WriteStream<Buffer> sink) {
        return admission.run(() -> downloads.run(url, "dump", sink));
    }

    private static PageRequest request(CabLinksQuery query) {
        QueryString parameters = new QueryString()
                .add("applicationId", query.applicationId())
                .add("failureHash", query.failureHash())
                .add("startDate", query.startDate())
                .add("endDate", query.endDate());
        return new PageRequest(METHOD, parameters, query.top(), query.skip());
    }

    private static CabLink row(Row row) throws UnreadableRow {
        return new CabLink(
                row.text(APPLICATION_ID),
                row.text(SUBMISSION_ID),
                row.text(FAILURE_HASH),
                row.required(CAB_ID_HASH),
                new SignedLink(row.required(CAB_URL)),
                row.timeOrNull(DATE),
                row.timeOrNull(CAB_EXPIRATION_TIME));
    }
}
