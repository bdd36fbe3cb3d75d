package dev.stopcode.cli.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.config.ManagementConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells over HTTP how a process is: {@code /health/live} (200, or 503 when it cannot go on), {@code /health/ready} (200, or 503
 * with the checks that fail) and {@code /metrics} in Prometheus' text format. Where nothing is configured it only holds
 * the meters.
 */
public final class Management implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Management.class);
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final @Nullable HttpServer server;
    private volatile Supplier<Map<String, String>> live = Map::of;
    private volatile Supplier<Map<String, String>> ready = () -> Map.of("start", "not over");

    /**
     * Listens, if it is configured.
     *
     * @throws UserError if it cannot listen there
     */
    public Management(@Nullable ManagementConfig config) {
        this.server = config == null ? null : listen(config);
        if (server != null) {
            collections.bindTo(meters);
            new JvmMemoryMetrics().bindTo(meters);
            new JvmThreadMetrics().bindTo(meters);
            new ProcessorMetrics().bindTo(meters);
            new UptimeMetrics().bindTo(meters);
            server.createContext("/", this::handle);
            server.setExecutor(threads);
            server.start();
            LOG.atInfo().addKeyValue("address", server.getAddress()).log("Serving health and metrics");
        }
    }

    private static HttpServer listen(ManagementConfig config) {
        try {
            return HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
        } catch (IOException | IllegalArgumentException e) {
            throw UserError.failed("Health and metrics cannot be served at " + config.host() + ":" + config.port()
                    + " (" + e.getMessage()
                    + "): set management.host and management.port, or leave management.port out.");
        }
    }

    /** Where the process is to count what it does. */
    public MeterRegistry meters() {
        return meters;
    }

    /**
     * Answers by the process from now on, which has started.
     *
     * @param failure why it cannot go on, empty while it can
     * @param checks by name what keeps it from its work, empty where nothing does
     */
    public void watch(Supplier<String> failure, Supplier<Map<String, String>> checks) {
        live = () -> Map.of("process", failure.get());
        ready = checks;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                answer(exchange, 405, "text/plain; charset=utf-8", "GET or HEAD\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/health/live" -> health(exchange, live.get());
                case "/health/ready" -> health(exchange, ready.get());
                case "/metrics" -> answer(exchange, 200, METRICS, meters.scrape());
                default ->
                    answer(
                            exchange,
                            404,
                            "text/plain; charset=utf-8",
                            "Here are /health/live, /health/ready and /metrics.\n");
            }
        }
    }

    private static void health(HttpExchange exchange, Map<String, String> checks) throws IOException {
        boolean up = checks.values().stream().allMatch(String::isEmpty);
        ObjectNode health = JsonNodeFactory.instance.objectNode().put("status", up ? "UP" : "DOWN");
        ArrayNode list = health.putArray("checks");
        checks.forEach((name, problem) -> {
            ObjectNode check = list.addObject().put("name", name).put("status", problem.isEmpty() ? "UP" : "DOWN");
            if (!problem.isEmpty()) {
                check.putObject("data").put("reason", problem);
            }
        });
        answer(exchange, up ? 200 : 503, "application/json", health + "\n");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Listens no more. */
    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.close();
        collections.close();
        meters.close();
    }
}
