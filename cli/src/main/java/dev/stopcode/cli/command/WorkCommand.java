package dev.stopcode.cli.command;

import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.worker.WorkerApp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
        return Daemon.run(loaded, tenant -> {
            WorkerApp app = new WorkerApp(
                    loaded, tenant.devCenter(), tenant.vertx(), surroundings.clock(), new SimpleMeterRegistry());
            app.start();
            return new Daemon.Running(app::close, () -> "");
        });
    }
}
