package dev.stopcode.cli.machine;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.DevCenterConfig.Credentials;
import dev.stopcode.devcenter.DevCenterConfig.Transport;
import dev.stopcode.sandbox.api.DevCenterSimulator;
import dev.stopcode.sandbox.api.FailureSource;
import dev.stopcode.sandbox.api.SimulatorConfig;
import dev.stopcode.sandbox.api.SimulatorConfig.Listen;
import dev.stopcode.sandbox.world.Source;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** The simulated Dev Center, and how to reach and harvest it. */
public final class SimulatedTenant implements AutoCloseable {

    private final DevCenterSimulator simulator;
    private final FailureSource rows;

    private SimulatedTenant(DevCenterSimulator simulator, FailureSource rows) {
        this.simulator = simulator;
        this.rows = rows;
    }

    /**
     * Starts the simulator and returns when it listens.
     *
     * @param clock its date decides what is served
     */
    public static SimulatedTenant start(Vertx vertx, FailureSource rows, Clock clock, Listen listen) {
        SimulatorConfig config = SimulatorConfig.of(rows).withClock(clock).at(listen);
        try {
            return new SimulatedTenant(
                    DevCenterSimulator.start(vertx, config)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join(),
                    rows);
        } catch (CompletionException e) {
            if (e.getCause() instanceof BindException || e.getCause() instanceof UnknownHostException) {
                throw UserError.failed("The simulator cannot listen at " + listen.host() + ", ports " + listen.apiPort()
                        + " and " + listen.blobPort() + " (" + e.getCause().getMessage()
                        + "): choose others with --host, --port and --blob-port.");
            }
            throw e;
        }
    }

    public DevCenterSimulator simulator() {
        return simulator;
    }

    /** How to reach it: without a rate limit, for it is on this machine. */
    public DevCenterConfig config() {
        return new DevCenterConfig(
                simulator.api(),
                simulator.tokenUrl(),
                "https://manage.devcenter.microsoft.com",
                new Credentials(simulator.clientId(), simulator.clientSecret()),
                Set.of(simulator.blobHost()),
                10_000,
                16,
                5,
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Transport.DIRECT);
    }

    /** The settings with which processes of their own find and harvest it. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(simulator.settings());
        settings.putAll(sources());
        return settings;
    }

    /** The settings with which everything that it has is harvested. */
    public Map<String, String> sources() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("sources", rows.sources().stream().map(Source::id).collect(Collectors.joining(",")));
        for (Source source : rows.sources()) {
            settings.put("source." + source.id() + ".flavour", source.flavour().id());
            if (source.applicationId() != null) {
                settings.put("source." + source.id() + ".application", source.applicationId());
            }
        }
        return settings;
    }

    @Override
    public void close() {
        simulator.close().toCompletionStage().toCompletableFuture().join();
    }
}
