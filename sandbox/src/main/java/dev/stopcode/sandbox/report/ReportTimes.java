package dev.stopcode.sandbox.report;

import java.time.Duration;

/**
 * How long things about reports take, by the simulator's clock.
 *
 * @param pending until a run that is due begins
 * @param inProgress until it ends
 * @param linkLifetime for how long a link to its file is good
 */
public record ReportTimes(Duration pending, Duration inProgress, Duration linkLifetime) {

    /** Runs of a few seconds, links as short-lived as the vendor's. */
    public static final ReportTimes STANDARD =
            new ReportTimes(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofHours(12));
}
