package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Expectation;
import dev.stopcode.detection.series.Incident;
import dev.stopcode.detection.series.SeriesDetector;
import dev.stopcode.schemas.ReleaseEvidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges a driver: its failures one by one, the driver as a whole, and its releases. What belongs together is one finding. */
final class DriverJudge {

    /** Newest days whose incidents are looked for; none lasts longer. */
    static final int JUDGED_DAYS = 60;

    /** A rise that less than this share of new devices goes with, and no more than chance brings, is one device's. */
    private static final double ONE_DEVICE = 0.1;

    /** From the first failures of a driver that is too young for a baseline, those count that are this share of all. */
    private static final double YOUNG = 0.1;

    private final SeriesJudge judge;
    private final Renames renames = new Renames();

    /** @param threshold score from which a day of a series is raised that is judged alone */
    DriverJudge(double threshold) {
        this.judge = new SeriesJudge(threshold);
    }

    /** Score from which a day of the driver as a whole is raised. */
    double threshold() {
        return judge.threshold();
    }

    /** What lets expect the count of a day alone, null while too little is known. */
    @Nullable
    Expectation expectation(long[] counts, int day) {
        return judge.expectation(counts, day);
    }

    /**
     * What is found in a driver's days, in order of time.
     *
     * @param releases what is known of the driver's releases
     */
    List<Finding> judge(Case driver, List<ReleaseEvidence> releases) {
        DriverBook book = driver.book();
        DriverDays days = driver.days();
        int from = Math.max(0, days.length() - JUDGED_DAYS);
        double ofFailures = judge.thresholdOfFailures(book, days.lastDay());
        List<Finding> single = new ArrayList<>();
        for (int failure = 0; failure < book.failureCounts().size(); failure++) {
            single.addAll(judge.track(driver, failure, from, ofFailures));
        }
        single.removeIf(finding ->
                isYoung(finding, book) || renames.formerName(finding, book).isPresent());
        List<Finding> whole = new ArrayList<>(judge.track(driver, DriverBook.ALL, from, judge.threshold()));
        if (book.knowsDevices(driver.counting())) {
            single.removeIf(finding -> isOneDevice(finding, book));
            whole.removeIf(finding -> isOneDevice(finding, book));
        }
        List<Finding> findings = new Gathering(judge, driver, single, whole).gather();
        new Attribution(judge, driver, releases).attribute(findings);
        findings.sort(
                Comparator.comparingInt((Finding finding) -> finding.incident().start())
                        .thenComparing(finding -> Objects.toString(finding.failureHash(), "")));
        return findings;
    }

    /** Whether a failure is one of many that a new driver shows one after the other, and no large one. */
    static boolean isYoung(Finding finding, DriverBook book) {
        Incident incident = finding.incident();
        return incident.raised() < SeriesDetector.BASELINE_FROM
                && finding.observed() < YOUNG * book.total().sum(finding.days(), incident.start(), incident.end());
    }

    /** Whether a rise is one device's, as far as devices are known: it tells of the device, not of the driver. */
    static boolean isOneDevice(Finding finding, DriverBook book) {
        Incident incident = finding.incident();
        int start = finding.days().firstDay() + incident.start();
        int end = finding.days().firstDay() + incident.end();
        long during = Objects.requireNonNullElse(book.devices(DriverBook.ALL, finding.failure(), start, end), 0L);
        long usual = Objects.requireNonNullElse(
                book.devices(DriverBook.ALL, finding.failure(), start - (end - start + 1), start - 1), 0L);
        long more = during - usual;
        return more <= 1 || (more < ONE_DEVICE * finding.excess() && more <= 2 * Math.sqrt((double) usual));
    }
}
