package dev.stopcode.cli.pipeline;

import dev.stopcode.cli.output.Text;
import dev.stopcode.producer.SourceProgress;
import dev.stopcode.worker.WorkerProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How far the pipeline is, in a line. */
final class ProgressText {

    private static final double NANOS = 1e9;

    private final long started;

    /** @param started when the pipeline was started, by {@link System#nanoTime()} */
    ProgressText(long started) {
        this.started = started;
    }

    String of(Stage stage, Pipeline pipeline, long now) {
        return switch (stage) {
            case HARVEST -> harvest(pipeline.harvest().sources(), now);
            case EVALUATE -> evaluate(pipeline);
            case FETCH, IDLE -> fetch(pipeline.worker());
        };
    }

    private String harvest(List<SourceProgress> sources, long now) {
        long rows = sources.stream().mapToLong(SourceProgress::rows).sum();
        long pages = sources.stream().mapToLong(SourceProgress::pages).sum();
        int done = sources.stream().mapToInt(SourceProgress::daysDone).sum();
        int planned = sources.stream().mapToInt(SourceProgress::daysPlanned).sum();
        double seconds = Math.max(0.1, (now - started) / NANOS);
        List<String> parts = new ArrayList<>(List.of(
                "harvest: " + Text.count(rows, "row"),
                Text.count(pages, "page"),
                Text.number(done) + " of " + Text.count(planned, "day"),
                Text.number(Math.round(rows / seconds)) + " rows/s"));
        if (done > 0 && done < planned) {
            parts.add("about " + Text.duration(Duration.ofSeconds(Math.round(seconds / done * (planned - done))))
                    + " left");
        }
        if (planned > 0 && done == planned) {
            sources.stream()
                    .filter(source -> !source.firstPassOver() && source.daysPlanned() == 0)
                    .forEach(source -> parts.add("waiting for the first run of " + source.source()));
        }
        sources.stream()
                .map(SourceProgress::error)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(error -> parts.add("trouble: " + error));
        return String.join(", ", parts);
    }

    private static String evaluate(Pipeline pipeline) {
        long known = pipeline.rows("new") + pipeline.rows("restated") + pipeline.rows("duplicate");
        return "evaluate: " + Text.count(known, "row") + " of "
                + Text.number(pipeline.harvest().sources().stream()
                        .mapToLong(SourceProgress::rows)
                        .sum())
                + " counted, " + Text.count(pipeline.harvest().details().requests(), "detail request") + " answered";
    }

    private static String fetch(WorkerProgress worker) {
        return "fetch: " + Text.count(worker.stored(), "dump") + " stored (" + Text.bytes(worker.bytes()) + "), "
                + worker.inFlight() + " in work" + (worker.full() ? ", no room for more" : "");
    }
}
