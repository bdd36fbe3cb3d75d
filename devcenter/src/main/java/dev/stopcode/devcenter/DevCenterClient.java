package dev.stopcode.devcenter;

import dev.stopcode.devcenter.auth.TokenProvider;
import dev.stopcode.devcenter.cabs.CabDownload;
import dev.stopcode.devcenter.cabs.CabLinks;
import dev.stopcode.devcenter.cabs.CabLinksClient;
import dev.stopcode.devcenter.cabs.CabRef;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.details.DetailsQuery;
import dev.stopcode.devcenter.details.FailureDetails;
import dev.stopcode.devcenter.hits.FailureHits;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.devcenter.hits.HitsQuery;
import dev.stopcode.devcenter.http.Admission;
import dev.stopcode.devcenter.http.Api;
import dev.stopcode.devcenter.http.Connections;
import dev.stopcode.devcenter.http.Downloads;
import dev.stopcode.devcenter.http.Exchange;
import dev.stopcode.devcenter.http.LinkHosts;
import dev.stopcode.devcenter.http.Retry;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.devcenter.reports.ReportsClient;
import dev.stopcode.devcenter.submissions.Submissions;
import dev.stopcode.devcenter.submissions.SubmissionsClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.Clock;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The Dev Center over HTTP. May be called from any thread; a result arrives on the caller's Vert.x context. A call
 * counts against {@code maxConcurrent} from its first request to its last byte, pauses before retries included.
 */
public final class DevCenterClient implements DevCenter {

    private final Admission admission;
    private final Connections connections;
    private final FailureHits hits;
    private final FailureDetails details;
    private final CabDownload cabs;
    private final CabLinks cabLinks;
    private final Reports reports;
    private final Submissions submissions;

    /** A client whose {@code random}, which spreads retries, may be used by several threads at once. */
    public DevCenterClient(Vertx vertx, DevCenterConfig config, Clock clock, RandomGenerator random) {
        this.admission = new Admission(vertx, config.maxConcurrent());
        this.connections = Connections.of(vertx, config);
        Exchange toApi = new Exchange(vertx, connections.api(), config, clock);
        Exchange toLinks = new Exchange(vertx, connections.links(), config, clock);
        Retry retry = new Retry(vertx, config, random);
        Api api = new Api(vertx, config, toApi, TokenProvider.of(config, toApi, clock), retry);
        this.hits = new FailureHits(api);
        this.details = new FailureDetails(api);
        LinkHosts hosts = new LinkHosts(config.linkHosts(), config.api());
        Downloads downloads = new Downloads(config.api(), toLinks, retry, hosts);
        this.cabs = new CabDownload(api, downloads);
        this.cabLinks = new CabLinksClient(admission, api, downloads);
        this.reports = new ReportsClient(admission, api, downloads);
        this.submissions = new SubmissionsClient(admission, api);
    }

    /** A client by the system's clock. It connects when it is first called. */
    public static DevCenterClient create(Vertx vertx, DevCenterConfig config) {
        return new DevCenterClient(vertx, config, Clock.systemUTC(), new Random());
    }

    @Override
    public Future<Page<HitRow>> failureHits(HitsQuery query) {
        return admission.run(() -> hits.first(query));
    }

    @Override
    public Future<Page<HitRow>> failureHits(HitsQuery query, Page<HitRow> page) {
        return admission.run(() -> hits.after(query, page));
    }

    @Override
    public Future<Page<DetailRow>> failureDetails(DetailsQuery query) {
        return admission.run(() -> details.first(query));
    }

    @Override
    public Future<Page<DetailRow>> failureDetails(DetailsQuery query, Page<DetailRow> page) {
        return admission.run(() -> details.after(query, page));
    }

    @Override
    public Future<Long> downloadCab(CabRef cab, WriteStream<Buffer> sink) {
        return admission.run(() -> cabs.download(cab, sink));
    }

    /** The links to all dumps of a failure. */
    public CabLinks cabLinks() {
        return cabLinks;
    }

    @Override
    public Reports reports() {
        return reports;
    }

    /** Submissions of hardware products. */
    public Submissions submissions() {
        return submissions;
    }

    @Override
    public Future<Void> close() {
        return admission.close().compose(drained -> connections.close());
    }
}
