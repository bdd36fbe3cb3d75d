package dev.stopcode.devcenter.reports;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a report is to be run.
 *
 * @param templateId what it contains
 * @param startTime of the first run; kept to the second
 * @param recurrenceInterval from run to run, whole hours, twelve at least
 * @param recurrence number of runs, one at least
 * @param callbackUrl what the vendor is to call when a run's data is ready, null for nothing
 */
public record ReportSchedule(
        String templateId,
        Instant startTime,
        Duration recurrenceInterval,
        int recurrence,
        @Nullable URI callbackUrl) {

    /** Shortest interval that the vendor accepts. */
    public static final Duration SHORTEST_INTERVAL = Duration.ofHours(12);

    public ReportSchedule {
        startTime = startTime.truncatedTo(ChronoUnit.SECONDS);
        if (templateId.isBlank()) {
            throw new IllegalArgumentException("templateId: empty");
        }
        if (recurrenceInterval.compareTo(SHORTEST_INTERVAL) < 0
                || !recurrenceInterval.equals(recurrenceInterval.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException(
                    "recurrenceInterval: " + recurrenceInterval + " is not a whole number of hours, twelve at least");
        }
        if (recurrence < 1) {
            throw new IllegalArgumentException("recurrence: " + recurrence + " is not one run at least");
        }
        if (callbackUrl != null && !callable(callbackUrl)) {
            throw new IllegalArgumentException("callbackUrl: " + callbackUrl + " is no host to call by HTTP");
        }
    }

    private static boolean callable(URI url) {
        return url.getHost() != null && List.of("http", "https").contains(url.getScheme());
    }
}
