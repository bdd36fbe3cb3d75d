package dev.stopcode.cli.command;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.management.Checks;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.producer.HarvestProgress;
import dev.stopcode.producer.ProducerApp;
import dev.stopcode.producer.SourceProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "harvest",
        description = {
            "Run the producer: harvest the configured sources into topics and answer detail requests, until stopped.",
            "Each source is harvested by one process at a time."
        },
        footer = {"", "Example: stopcode harvest --config /etc/stopcode.properties"})
final class HarvestCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    private final Surroundings surroundings;

    HarvestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        StopcodeConfig loaded = config.load(surroundings.environment());
        if (loaded.sources().isEmpty() && loaded.reports().isEmpty()) {
            throw UserError.usage("No source is configured: name what to harvest with sources and source.<id>.flavour,"
                    + " or with reports and report.<id>.view.");
        }
        return Daemon.runWithTenant(loaded, tenant -> {
            ProducerApp app = new ProducerApp(loaded, tenant.devCenter(), surroundings.clock(), tenant.meters());
            app.start();
            return new Daemon.Running(
                    app::close,
                    () -> stopped(app.progress().sources()),
                    () -> Checks.harvest(app.progress()),
                    () -> done(app.progress()));
        });
    }

    private static Map<String, Object> done(HarvestProgress progress) {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("rows", sum(progress, SourceProgress::rows));
        done.put("pages", sum(progress, SourceProgress::pages));
        done.put("days", sum(progress, SourceProgress::daysDone));
        done.put("daysPlanned", sum(progress, SourceProgress::daysPlanned));
        done.put("detailRequests", progress.details().requests());
        return done;
    }

    private static long sum(HarvestProgress progress, ToLongFunction<SourceProgress> number) {
        return progress.sources().stream().mapToLong(number).sum();
    }

    /** The process ends when no source is harvested any more: a supervisor is to notice. */
    private static String stopped(List<SourceProgress> sources) {
        return sources.stream().allMatch(SourceProgress::stopped)
                ? "Every source has stopped; " + sources.getFirst().source() + ": "
                        + sources.getFirst().error()
                : "";
    }
}
