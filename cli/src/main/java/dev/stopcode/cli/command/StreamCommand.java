package dev.stopcode.cli.command;

import dev.stopcode.cli.management.Checks;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.streams.StreamsApp;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stream",
        description = {
            "Run the topology: deduplicate failures, raise alerts, choose dumps, until stopped.",
            "Any number of processes share the work."
        },
        footer = {"", "Example: stopcode stream --config /etc/stopcode.properties --set streams.threads=4"})
final class StreamCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    private final Surroundings surroundings;

    StreamCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        StopcodeConfig loaded = config.load(surroundings.environment());
        return Daemon.run(loaded, meters -> {
            StreamsApp app = new StreamsApp(loaded, meters);
            app.start();
            return new Daemon.Running(
                    app::close, app::failure, () -> Checks.topology(app.state()), () -> done(app, meters));
        });
    }

    private static Map<String, Object> done(StreamsApp app, MeterRegistry meters) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("state", app.state());
        meters.find("stopcode.rows")
                .counters()
                .forEach(rows -> done.put(String.valueOf(rows.getId().getTag("outcome")), Math.round(rows.count())));
        return done;
    }
}
