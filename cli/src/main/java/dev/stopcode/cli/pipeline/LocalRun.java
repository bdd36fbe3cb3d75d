package dev.stopcode.cli.pipeline;

import dev.stopcode.cli.cluster.Provisioning;
import dev.stopcode.cli.machine.Background;
import dev.stopcode.cli.machine.DataDir;
import dev.stopcode.cli.machine.DataLock;
import dev.stopcode.cli.machine.Endpoints;
import dev.stopcode.cli.machine.Machine;
import dev.stopcode.cli.machine.SimulatedTenant;
import dev.stopcode.cli.management.Management;
import dev.stopcode.config.CallbackConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.sandbox.api.FailureSource;
import dev.stopcode.sandbox.api.SimulatorConfig.Listen;
import dev.stopcode.sandbox.port.Ports;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything of Stopcode on this machine: broker, registry, simulated Dev Center unless a real one is configured,
 * pipeline.
 */
public final class LocalRun implements AutoCloseable {

    private final Deque<Runnable> parts = new ArrayDeque<>();

    /**
     * What a run is made of.
     *
     * @param brokerPort 0 for any free port
     * @param registryPort 0 for any free port
     * @param configuration makes the configuration once broker and registry are known, of further settings too
     * @param world what the simulated Dev Center serves, null for the configured real one
     * @param clock what time it is
     */
    public record Plan(
            DataDir data,
            int brokerPort,
            int registryPort,
            BiFunction<Endpoints, Map<String, String>, StopcodeConfig> configuration,
            @Nullable Supplier<FailureSource> world,
            Clock clock) {}

    private final Endpoints endpoints;
    private final StopcodeConfig config;
    private final DevCenterConfig tenant;
    private final Pipeline pipeline;

    /**
     * Starts everything, what is independent at the same time; after a failure nothing of it is left running.
     *
     * @throws java.util.concurrent.CancellationException if a signal comes before all has started
     */
    public LocalRun(Plan plan, DataLock lock, StopSignal stop) {
        try {
            stop.check();
            Vertx vertx = opened(Vertx.vertx(), started -> started.close().await());
            @Nullable CompletableFuture<SimulatedTenant> simulated = startTenant(plan, vertx);
            Machine machine =
                    opened(Machine.start(plan.data(), plan.brokerPort(), plan.registryPort()), Machine::close);
            stop.check();
            this.endpoints = machine.endpoints();
            @Nullable SimulatedTenant simulatedTenant = simulated == null ? null : simulated.join();
            lock.publish(
                    endpoints,
                    simulatedTenant == null
                            ? Map.of()
                            : simulatedTenant.simulator().settings());
            this.config = configuration(plan, simulatedTenant);
            this.tenant = devCenter(config);
            Provisioning.create(config.kafka());
            stop.check();
            DevCenterClient devCenter = opened(
                    DevCenterClient.create(vertx, tenant),
                    started -> started.close().await());
            Management management = opened(new Management(config.management()), Management::close);
            this.pipeline =
                    opened(new Pipeline(config, devCenter, vertx, plan.clock(), management.meters()), Pipeline::close);
            management.watch(pipeline::failure, pipeline::checks);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private @Nullable CompletableFuture<SimulatedTenant> startTenant(Plan plan, Vertx vertx) {
        Supplier<FailureSource> world = plan.world();
        if (world == null) {
            return null;
        }
        CompletableFuture<SimulatedTenant> tenant = Background.call(
                "start-simulator", () -> SimulatedTenant.start(vertx, world.get(), plan.clock(), Listen.LOOPBACK));
        return opened(
                tenant, started -> started.thenAccept(SimulatedTenant::close).join());
    }

    private StopcodeConfig configuration(Plan plan, @Nullable SimulatedTenant tenant) {
        StopcodeConfig config = plan.configuration().apply(endpoints, Map.of());
        if (tenant == null) {
            return config;
        }
        if (config.sources().isEmpty()) {
            config = plan.configuration().apply(endpoints, tenant.sources());
        }
        return new StopcodeConfig(
                config.kafka(),
                tenant.config(),
                config.sources(),
                config.reports(),
                config.callback() == null && !config.reports().isEmpty() ? callback() : config.callback(),
                config.harvest(),
                config.streams(),
                config.detection(),
                config.cabs(),
                config.management());
    }

    /** On this machine, where the simulated Dev Center is too. */
    private static CallbackConfig callback() {
        String host = "127.0.0.1";
        int port = Ports.reserve(0);
        return new CallbackConfig(URI.create("http://" + host + ":" + port), host, port);
    }

    private static DevCenterConfig devCenter(StopcodeConfig config) {
        if (config.devCenter() == null) {
            throw new IllegalStateException("Neither a simulated nor a real Dev Center is there to harvest.");
        }
        return config.devCenter();
    }

    private <T> T opened(T part, Consumer<T> closing) {
        parts.push(() -> closing.accept(part));
        return part;
    }

    /** Where broker and registry are found. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** The Dev Center that is harvested. */
    public URI devCenter() {
        return tenant.api();
    }

    public StopcodeConfig config() {
        return config;
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** Stops everything, what was started last first; a part that fails to stop does not keep the others. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().run();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
