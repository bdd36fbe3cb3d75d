package dev.stopcode.cli.command;

import dev.stopcode.cli.management.Checks;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.worker.WorkerApp;
import dev.stopcode.worker.WorkerProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "work",
        description = {
            "Run the worker: fetch the requested crash dumps into the store, until stopped.",
            "Any number of processes share the work."
        },
        footer = {"", "Example: stopcode work --config /etc/stopcode.properties --set cabs.store=/var/lib/stopcode/cabs"
        })
final class WorkCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    private final Surroundings surroundings;

    WorkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        StopcodeConfig loaded = config.load(surroundings.environment());
        return Daemon.runWithTenant(loaded, tenant -> {
            WorkerApp app =
                    new WorkerApp(loaded, tenant.devCenter(), tenant.vertx(), surroundings.clock(), tenant.meters());
            app.start();
            return new Daemon.Running(
                    app::close, () -> "", () -> Checks.store(app.progress()), () -> done(app.progress()));
        });
    }

    private static Map<String, Object> done(WorkerProgress progress) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("stored", progress.stored());
        done.put("bytes", progress.bytes());
        done.put("known", progress.known());
        done.put("rejected", progress.rejected());
        done.put("expired", progress.expired());
        done.put("deadLettered", progress.deadLettered());
        done.put("inFlight", progress.inFlight());
        done.put("held", progress.held());
        done.put("purged", progress.purged());
        done.put("full", progress.full());
        return done;
    }
}
