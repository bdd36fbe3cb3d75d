package dev.stopcode.sandbox.api;

import dev.stopcode.sandbox.report.ReportBook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The Hardware Dev Center over real HTTP: token endpoint and API on one port, the host that dumps are
 * downloaded from on another. What it serves depends on its date alone, which can be moved on; faults can be injected.
 */
public final class DevCenterSimulator {

    private static final String TENANT = "sandbox-tenant";

    private final SimulatorConfig config;
    private final MovableClock clock;
    private final Faults faults = new Faults();
    private final BlobHost blobs = new BlobHost(faults);
    private final Callbacks callbacks;
    private final HttpServer apiServer;
    private final HttpServer blobServer;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private volatile Consumer<String> witness = path -> {};

    private DevCenterSimulator(Vertx vertx, SimulatorConfig config) {
        this.config = config;
        this.clock = new MovableClock(config.clock());
        this.apiServer = vertx.createHttpServer();
        this.blobServer = vertx.createHttpServer();
        ReportBook book = new ReportBook(clock, config.reports(), this::fails);
        this.callbacks = new Callbacks(vertx, book, faults);
        apiServer.requestHandler(router(vertx, book));
        blobServer.requestHandler(request -> {
            received(request.path());
            blobs.handle(request);
        });
    }

    private boolean fails(long report) {
        return faults.strike(Fault.RunFailed.class, ReportRoutes.PREFIX + "reportdata/" + report)
                .isPresent();
    }

    private Router router(Vertx vertx, ReportBook book) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            received(context.request().path());
            context.next();
        });
        router.post().handler(BodyHandler.create(false));
        new AdminRoutes(clock, faults).mount(router);
        TokenDesk tokens = new TokenDesk(config, Clock.systemUTC());
        FaultGate gate = new FaultGate(faults, tokens, Clock.systemUTC());
        router.post("/:tenant/oauth2/token").handler(gate::login).handler(tokens::issue);
        router.route("/v1.0/my/*").handler(gate::handle).failureHandler(DevCenterSimulator::fail);
        router.route(ReportRoutes.PREFIX + "*").handler(gate::handle);
        mount(vertx, router, book);
        return router;
    }

    private void mount(Vertx vertx, Router router, ReportBook book) {
        FailureSource rows = new LateRows(config.rows(), faults);
        RowFaults rowFaults = new RowFaults(faults);
        Pager pager = new Pager(config, faults, this::api);
        Answers answers = new Answers(vertx, faults);
        DownloadLinks lasting = new DownloadLinks(Clock.systemUTC(), config.linkLifetime());
        SignedFolder dumps = new SignedFolder("/cabs/", ".ext.zip", lasting, this::blobHost);
        SignedFolder packages = new SignedFolder("/ingestion/", "", lasting, this::blobHost);
        DownloadLinks dated = new DownloadLinks(clock, config.reports().linkLifetime());
        SignedFolder reports = new SignedFolder("/drivers/Reports/", ".txt", dated, this::blobHost);
        CabRoutes cabs = new CabRoutes(vertx, rows, clock, dumps, faults);
        cabs.mount(router);
        new RowRoutes(rows, clock, rowFaults, pager).mount(router, answers);
        new CabBatch(rows, clock, dumps, rowFaults, pager).mount(router, answers);
        new SubmissionRoutes(rows, faults, packages, this::api).mount(router, answers);
        new ReportRoutes(book, reports, answers).mount(router);
        blobs.serve(dumps, cabs::download);
        blobs.serve(reports, new ReportFiles(vertx, rows, book, reports, faults)::download);
    }

    /** Bad requests in the vendor's words, anything else as it fails. */
    private static void fail(RoutingContext context) {
        if (context.failure() instanceof ApiError error) {
            error.send(context.request());
        } else {
            context.next();
        }
    }

    /** Listens on both ports; fails when one is taken, or the host is not this machine's. */
    public static Future<DevCenterSimulator> start(Vertx vertx, SimulatorConfig config) {
        DevCenterSimulator simulator = new DevCenterSimulator(vertx, config);
        return Future.all(
                        simulator.apiServer.listen(
                                config.listen().apiPort(), config.listen().host()),
                        simulator.blobServer.listen(
                                config.listen().blobPort(), config.listen().host()))
                .map(simulator)
                .recover(failure -> simulator.close().transform(closed -> Future.failedFuture(failure)));
    }

    private void received(String path) {
        requests.merge(path, 1, Integer::sum);
        witness.accept(path);
    }

    /** Base of the API. */
    public URI api() {
        return URI.create("http://" + config.listen().host() + ":" + apiServer.actualPort());
    }

    /** The token endpoint, whole. */
    public URI tokenUrl() {
        return api().resolve("/" + TENANT + "/oauth2/token");
    }

    /** Where download links lead, as {@code host:port}. */
    public String blobHost() {
        return config.listen().host() + ":" + blobServer.actualPort();
    }

    public String clientId() {
        return config.clientId();
    }

    public String clientSecret() {
        return config.clientSecret();
    }

    /** The settings with which Stopcode's processes find it. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("devcenter.api", api().toString());
        settings.put("devcenter.login", api().toString());
        settings.put("devcenter.tenant", TENANT);
        settings.put("devcenter.client.id", clientId());
        settings.put("devcenter.client.secret", clientSecret());
        settings.put("devcenter.link.hosts", blobHost());
        return settings;
    }

    /** The simulator's clock: its date decides what is served. */
    public Clock clock() {
        return clock;
    }

    /** Moves the simulator's clock on. */
    public void advance(TemporalAmount amount) {
        clock.advance(amount);
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    /** Whether a token was ever sent to the storage host, where it must not go. */
    public boolean blobSawToken() {
        return blobs.sawToken();
    }

    /** From now on tells of each request, by its path, before it is answered: on an event loop, which must not wait. */
    public void onRequest(Consumer<String> told) {
        witness = told;
    }

    /** Requests so far by path, those that failed included. */
    public Map<String, Integer> requests() {
        return new TreeMap<>(requests);
    }

    /** Requests so far to paths that contain a text. */
    public int requests(String pathPart) {
        return requests.entrySet().stream()
                .filter(entry -> entry.getKey().contains(pathPart))
                .mapToInt(entry -> Objects.requireNonNull(entry.getValue()))
                .sum();
    }

    /** Frees both ports. */
    public Future<Void> close() {
        return Future.join(callbacks.close(), apiServer.close(), blobServer.close())
                .mapEmpty();
    }
}
