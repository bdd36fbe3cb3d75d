package dev.stopcode.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a report is to run.
 *
 * @param recurrence how often
 */
record Plan(Instant start, Duration interval, int recurrence) {

    private static final long MIN_HOURS = 12;

    /** Reads a schedule; fails with {@link ReportProblems}. */
    static Plan read(JsonNode json) {
        List<String> problems = new ArrayList<>();
        Instant start = start(LooseJson.text(json, "startTime"), problems);
        int hours = number(json, "recurrenceInterval", problems);
        int recurrence = number(json, "recurrence", problems);
        if (hours < MIN_HOURS) {
            problems.add("recurrenceInterval: at least " + MIN_HOURS + " hours");
        }
        if (recurrence < 1) {
            problems.add("recurrence: at least 1");
        }
        if (!problems.isEmpty()) {
            throw new ReportProblems(problems);
        }
        return new Plan(start, Duration.ofHours(hours), recurrence);
    }

    private static Instant start(String text, List<String> problems) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            problems.add("startTime: '" + text + "' is not of the form 2018-07-24T00:00:00Z");
            return Instant.EPOCH;
        }
    }

    private static int number(JsonNode json, String field, List<String> problems) {
        String text = LooseJson.text(json, field);
        if (!text.matches("\\d{1,9}")) {
            problems.add(field + ": a whole number is expected");
            return Integer.MAX_VALUE;
        }
        return Integer.parseInt(text);
    }

    /** The first of the planned times that is not before a time. */
    Instant firstFrom(Instant time) {
        if (!start.isBefore(time)) {
            return start;
        }
        long passed = Duration.between(start, time).dividedBy(interval);
        Instant before = start.plus(interval.multipliedBy(passed));
        return before.equals(time) ? before : before.plus(interval);
    }
}
