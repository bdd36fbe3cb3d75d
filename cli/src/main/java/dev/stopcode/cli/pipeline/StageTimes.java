package dev.stopcode.cli.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.output.Json;
import java.util.EnumMap;
import java.util.Map;

/** How long the stages took. */
final class StageTimes {

    private static final double NANOS = 1e9;

    private final long begin;
    private final long started;
    private final Map<Stage, Long> left = new EnumMap<>(Stage.class);
    private Stage at = Stage.HARVEST;

    /**
     * @param begin when the run began, by {@link System#nanoTime()}
     * @param started when the pipeline had been started
     */
    StageTimes(long begin, long started) {
        this.begin = begin;
        this.started = started;
    }

    /** Notes what the pipeline is busy with now. */
    void at(Stage stage, long now) {
        for (Stage earlier : Stage.values()) {
            if (earlier.compareTo(at) >= 0 && earlier.compareTo(stage) < 0) {
                left.put(earlier, now);
            }
        }
        at = stage;
    }

    /** Seconds by stage; a stage that has not been left yet has none. */
    ObjectNode toJson() {
        ObjectNode seconds = Json.object();
        seconds.put("start", seconds(begin, started));
        long harvested = left.getOrDefault(Stage.HARVEST, started);
        long evaluated = left.getOrDefault(Stage.EVALUATE, harvested);
        long fetched = left.getOrDefault(Stage.FETCH, evaluated);
        seconds.put("harvest", seconds(started, harvested));
        seconds.put("evaluate", seconds(harvested, evaluated));
        seconds.put("fetch", seconds(evaluated, fetched));
        seconds.put("total", seconds(begin, fetched));
        return seconds;
    }

    private static double seconds(long from, long to) {
        return Math.round((to - from) / NANOS * 10) / 10.0;
    }
}
