package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Provisioning;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.management.Management;
import dev.stopcode.cli.output.Logging;
import dev.stopcode.cli.pipeline.StopSignal;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.DevCenterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of Stopcode's processes on its own, from start to signal. */
final class Daemon {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final Duration CHECK = Duration.ofSeconds(1);

    private Daemon() {}

    /** What a process needs that calls the Dev Center. */
    record Tenant(Vertx vertx, DevCenter devCenter, MeterRegistry meters) {}

    /**
     * A process that runs.
     *
     * @param stop ends it and waits until it has
     * @param failure why it cannot go on; empty while it can
     * @param checks by name what keeps it from its work, empty where nothing does
     * @param progress numbers that say what it has done since its start
     */
    record Running(
            Runnable stop,
            Supplier<String> failure,
            Supplier<Map<String, String>> checks,
            Supplier<Map<String, Object>> progress)
            implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    /** Runs a process that calls the Dev Center. */
    static int runWithTenant(StopcodeConfig config, Function<Tenant, Running> process) {
        DevCenterConfig devCenter = config.devCenter();
        if (devCenter == null) {
            throw UserError.usage("No Dev Center is configured: set devcenter.tenant, devcenter.client.id and"
                    + " devcenter.client.secret, or try `stopcode up`, which brings a simulated one.");
        }
        Vertx vertx = Vertx.vertx();
        DevCenterClient client = DevCenterClient.create(vertx, devCenter);
        try {
            return run(config, meters -> process.apply(new Tenant(vertx, client, meters)));
        } finally {
            client.close().await();
            vertx.close().await();
        }
    }

    /** Runs a process until it fails or a signal comes. */
    static int run(StopcodeConfig config, Function<MeterRegistry, Running> process) {
        return StopSignal.run(stop -> run(config, process, stop));
    }

    private static int run(StopcodeConfig config, Function<MeterRegistry, Running> process, StopSignal stop) {
        Provisioning.require(config.kafka());
        // not before: clients that do not find the cluster complain many times
        Logging.ofProcess();
        try (Management management = new Management(config.management());
                Running running = process.apply(management.meters())) {
            management.watch(running.failure(), running.checks());
            LOG.atInfo()
                    .addKeyValue("cluster", config.kafka().clients().get("bootstrap.servers"))
                    .log("Started");
            ProgressLog progress = new ProgressLog(running.progress(), System::nanoTime);
            while (!stop.await(CHECK)) {
                if (!running.failure().get().isEmpty()) {
                    throw UserError.failed(running.failure().get());
                }
                progress.tellWhenDue();
            }
            LOG.atInfo().log("Stopping");
            return ExitCode.OK;
        }
    }
}
