package dev.stopcode.cli.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.output.Screen;
import dev.stopcode.cli.output.Text;
import dev.stopcode.config.StopcodeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows what a run does, and notices when it has nothing left to do. */
public final class RunWatch {

    private static final Duration LOOK_WHILE_BUSY = Duration.ofMillis(300);
    private static final Duration LOOK_WHILE_IDLE = Duration.ofSeconds(5);

    private final Path data;
    private final StopcodeConfig config;
    private final Pipeline pipeline;
    private final Screen screen;
    private final StageTimes times;
    private final ProgressText progress;
    private final Set<String> told = new HashSet<>();
    private @Nullable Summary last;

    /**
     * @param data the directory that the run uses
     * @param begin when the run began, by {@link System#nanoTime()}
     */
    public RunWatch(LocalRun run, Path data, Screen screen, long begin) {
        long started = System.nanoTime();
        this.data = data;
        this.config = run.config();
        this.pipeline = run.pipeline();
        this.screen = screen;
        this.times = new StageTimes(begin, started);
        this.progress = new ProgressText(started);
    }

    /**
     * Watches until a signal comes, or the pipeline is idle for the first time where {@code untilIdle}.
     *
     * @return the summary for programs; null after a signal
     */
    public @Nullable ObjectNode watch(AlertFeed alerts, StopSignal stop, boolean untilIdle) {
        Stage stage = Stage.HARVEST;
        while (!stop.await(stage == Stage.IDLE ? LOOK_WHILE_IDLE : LOOK_WHILE_BUSY)) {
            stage = pipeline.stage();
            times.at(stage, System.nanoTime());
            alerts.poll();
            tellStoppedSources();
            if (stage != Stage.IDLE) {
                screen.progress(progress.of(stage, pipeline, System.nanoTime()));
            } else {
                alerts.flush();
                Summary summary = summarize(untilIdle);
                if (untilIdle) {
                    return summary.toJson(times);
                }
            }
        }
        screen.done();
        alerts.flush();
        return null;
    }

    private void tellStoppedSources() {
        pipeline.stoppedSources().stream().filter(told::add).forEach(screen::line);
    }

    /** Prints what came of it, if that is news. */
    private Summary summarize(boolean untilIdle) {
        screen.done();
        try (Records records = new KafkaRecords(config.kafka())) {
            Summary summary = Summary.of(pipeline, records);
            if (!summary.equals(last)) {
                summary.toLines(config.cabs().store().location().toString(), data)
                        .forEach(screen::line);
                if (!untilIdle) {
                    screen.line("Idle until the next harvest (one every "
                            + Text.duration(config.harvest().interval()) + "); Ctrl-C stops.");
                }
            }
            last = summary;
            return summary;
        }
    }
}
