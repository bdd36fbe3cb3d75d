package dev.stopcode.streams.detect;

import dev.stopcode.detection.Sensitivity;
import dev.stopcode.detection.release.Counting;
import dev.stopcode.detection.release.DayScore;
import dev.stopcode.detection.release.JudgedFailure;
import dev.stopcode.detection.release.JudgedRelease;
import dev.stopcode.detection.release.ReleaseCounts;
import dev.stopcode.detection.release.ReleaseJudge;
import dev.stopcode.schemas.CountedIn;
import dev.stopcode.schemas.Predecessor;
import dev.stopcode.schemas.ReleaseEvidence;
import dev.stopcode.schemas.WorseFailure;
import dev.stopcode.streams.runtime.DeviceSketches;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Compares the releases of a driver with their predecessors. */
final class ReleaseWatch {

    /** Days on which a release is judged. */
    private static final int LIFE_DAYS = 35;

    private final Sensitivity sensitivity;
    private final ReleaseJudge byEvents = new ReleaseJudge(Counting.EVENTS);
    private final ReleaseJudge byDevices = new ReleaseJudge(Counting.DEVICES);

    ReleaseWatch(Sensitivity sensitivity) {
        this.sensitivity = sensitivity;
    }

    /** The releases that have predecessors, in the order in which they were first seen. */
    List<ReleaseEvidence> judge(Case driver) {
        DriverBook book = driver.book();
        DriverDays days = driver.days();
        Counting counted = book.knowsDevices(driver.counting()) ? Counting.DEVICES : Counting.EVENTS;
        ReleaseJudge judge = counted == Counting.DEVICES ? byDevices : byEvents;
        return judge.judge(counts(book, days, counted), days.lastDay()).stream()
                .map(release -> evidence(release, driver, counted))
                .toList();
    }

    private static ReleaseCounts counts(DriverBook book, DriverDays days, Counting counted) {
        ReleaseCounts counts = new ReleaseCounts();
        book.days(days.firstDay(), days.lastDay()).forEach((day, of) -> {
            if (counted == Counting.EVENTS) {
                of.forEachCell((version, failure, events) ->
                        counts.add(book.version(version), book.failure(failure).getHash(), day, Math.max(0, events)));
            } else {
                of.forEachSketch((version, failure, sketch) -> counts.add(
                        book.version(version),
                        book.failure(failure).getHash(),
                        day,
                        Objects.requireNonNull(DeviceSketches.count(List.of(sketch)))));
            }
        });
        return counts;
    }

    private ReleaseEvidence evidence(JudgedRelease release, Case driver, Counting counted) {
        double threshold = counted.threshold(sensitivity);
        boolean isTold = driver.alerts().standingOn(release.version()).findAny().isPresent();
        double least = isTold ? threshold - SeriesJudge.HYSTERESIS : threshold;
        List<WorseFailure> worse = release.failures().stream()
                .filter(failure -> !failure.failure().equals(JudgedFailure.ALL))
                .filter(failure -> failure.highest() >= least)
                .map(failure -> worse(failure, least, driver.book()))
                .sorted(Comparator.comparingDouble(WorseFailure::getScore)
                        .reversed()
                        .thenComparing(WorseFailure::getFailureHash))
                .toList();
        return ReleaseEvidence.newBuilder()
                .setDriverVersion(release.version())
                .setFirstDate(LocalDate.ofEpochDay(release.firstDay()))
                .setJudgedThrough(
                        LocalDate.ofEpochDay(Math.min(driver.days().lastDay(), release.firstDay() + LIFE_DAYS - 1)))
                .setCountedIn(counted == Counting.DEVICES ? CountedIn.DEVICES : CountedIn.EVENTS)
                .setPredecessors(release.predecessors().stream()
                        .map(predecessor -> new Predecessor(predecessor.version(), predecessor.before()))
                        .toList())
                .setThreshold(threshold)
                .setFailures(worse)
                .build();
    }

    private static WorseFailure worse(JudgedFailure failure, double least, DriverBook book) {
        DayScore highest = failure.days().stream()
                .max(Comparator.comparingDouble(DayScore::score)
                        .thenComparing(DayScore::day, Comparator.reverseOrder()))
                .orElseThrow();
        DayScore first = failure.days().stream()
                .filter(day -> day.score() >= least)
                .findFirst()
                .orElseThrow();
        return WorseFailure.newBuilder()
                .setFailureHash(failure.failure())
                .setFailureName(
                        book.failure(book.failureNumber(failure.failure())).getName())
                .setWorseSince(LocalDate.ofEpochDay(first.day()))
                .setJudgedDate(LocalDate.ofEpochDay(highest.day()))
                .setObserved(highest.observed())
                .setExposure(highest.exposure())
                .setExpected(highest.expected())
                .setRatio(highest.ratio())
                .setScore(highest.score())
                .setLevel(highest.level())
                .setSpread(highest.spread())
                .setHeldBy(highest.limit().name())
                .build();
    }

    /** The day on which a verdict is over, empty while it stands. */
    static Optional<LocalDate> over(ReleaseEvidence release, LocalDate lastDay) {
        LocalDate end = release.getFirstDate().plusDays(LIFE_DAYS - 1);
        return lastDay.isBefore(end) ? Optional.empty() : Optional.of(end);
    }
}
