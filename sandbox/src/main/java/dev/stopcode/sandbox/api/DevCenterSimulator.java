package dev.stopcode.sandbox.api;

import dev.stopcode.devcenter.Flavour;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The Hardware Dev Center over real HTTP on this machine: token endpoint and API on one port, the host that dumps are
 * downloaded from on another. What it serves depends on its date alone, which can be moved on; faults can be injected.
 */
public final class DevCenterSimulator {

    private static final String HOST = "127.0.0.1";

    private final Vertx vertx;
    private final SimulatorConfig config;
    private final MovableClock clock;
    private final Faults faults = new Faults();
    private final TokenDesk tokens;
    private final RowRoutes rows;
    private final CabRoutes cabs;
    private final HttpServer apiServer;
    private final HttpServer blobServer;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private volatile Consumer<String> witness = path -> {};

    private DevCenterSimulator(Vertx vertx, SimulatorConfig config) {
        this.vertx = vertx;
        this.config = config;
        this.clock = new MovableClock(config.clock());
        this.tokens = new TokenDesk(config, Clock.systemUTC());
        this.rows = new RowRoutes(config, faults);
        this.cabs = new CabRoutes(
                vertx, config.rows(), clock, new DownloadLinks(Clock.systemUTC(), config.linkLifetime()), faults);
        this.apiServer = vertx.createHttpServer();
        this.blobServer = vertx.createHttpServer();
    }

    /** Listens on both ports, on the loopback interface only; fails when a port is taken. */
    public static Future<DevCenterSimulator> start(Vertx vertx, SimulatorConfig config) {
        DevCenterSimulator simulator = new DevCenterSimulator(vertx, config);
        simulator.apiServer.requestHandler(simulator.router());
        simulator.blobServer.requestHandler(request -> {
            simulator.received(request.path());
            simulator.cabs.download(request);
        });
        return Future.all(
                        simulator.apiServer.listen(config.apiPort(), HOST),
                        simulator.blobServer.listen(config.blobPort(), HOST))
                .map(simulator)
                .recover(failure -> simulator.close().transform(closed -> Future.failedFuture(failure)));
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            received(context.request().path());
            context.next();
        });
        router.post().handler(BodyHandler.create(false));
        new AdminRoutes(clock, faults).mount(router);
        router.post("/:tenant/oauth2/token").handler(tokens::issue);
        router.route("/v1.0/my/*")
                .handler(new FaultGate(faults, tokens)::handle)
                .failureHandler(DevCenterSimulator::fail);
        for (Flavour flavour : Flavour.values()) {
            router.get(flavour.path() + "/failurehits")
                    .handler(context -> answer(context, () -> rows.hits(flavour, context.request(), api(), today())));
            router.get(flavour.path() + "/failuredetails")
                    .handler(
                            context -> answer(context, () -> rows.details(flavour, context.request(), api(), today())));
            router.get(flavour.path() + "/cabdownload").handler(context -> cabs.redirect(context, flavour, blobHost()));
        }
        return router;
    }

    private void received(String path) {
        requests.merge(path, 1, Integer::sum);
        witness.accept(path);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void answer(RoutingContext context, Callable<byte[]> page) {
        vertx.executeBlocking(page, false)
                .onSuccess(bytes -> send(context, Buffer.buffer(bytes)))
                .onFailure(context::fail);
    }

    private void send(RoutingContext context, Buffer page) {
        boolean cut = faults.strike(Fault.TruncatedBody.class, context.request().path())
                .isPresent();
        context.response()
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(cut ? page.slice(0, page.length() / 2) : page);
    }

    /** Bad requests in the vendor's words, anything else as it fails. */
    private static void fail(RoutingContext context) {
        if (context.failure() instanceof ApiError error) {
            error.send(context.response());
        } else {
            context.next();
        }
    }

    /** Base of the API. */
    public URI api() {
        return URI.create("http://" + HOST + ":" + apiServer.actualPort());
    }

    /** The token endpoint, whole. */
    public URI tokenUrl() {
        return api().resolve("/sandbox-tenant/oauth2/token");
    }

    /** Where download links lead, as {@code host:port}. */
    public String blobHost() {
        return HOST + ":" + blobServer.actualPort();
    }

    public String clientId() {
        return config.clientId();
    }

    public String clientSecret() {
        return config.clientSecret();
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
        return cabs.sawToken();
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
        return Future.join(apiServer.close(), blobServer.close()).mapEmpty();
    }
}
