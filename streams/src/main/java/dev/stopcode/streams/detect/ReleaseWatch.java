package dev.stopcode.streams.detect;

import dev.stopcode.config.DetectionConfig;
import dev.stopcode.detection.Sensitivity;
import dev.stopcode.detection.release.Counting;
import dev.stopcode.detection.release.DayScore;
import dev.stopcode.detection.release.JudgedFailure;
import dev.stopcode.detection.release.JudgedRelease;
import dev.stopcode.detection.release.ReleaseCounts;
import dev.stopcode.detection.release.ReleaseJudge;
import dev.stopcode.detection.release.ReleaseRates;
import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.CountedIn;
import dev.stopcode.schemas.Predecessor;
import dev.stopcode.schemas.ReleaseEvidence;
import dev.stopcode.streams.runtime.DeviceSketches;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the releases of a driver with their predecessors. */
final class ReleaseWatch {

    /** All failures together first, then by score. */
    private static final Comparator<ChangedFailure> ORDER = Comparator.comparing(
                    (ChangedFailure failure) -> failure.getFailureHash() != null)
            .thenComparing(Comparator.comparingDouble(ChangedFailure::getScore).reversed())
            .thenComparing(failure -> Objects.toString(failure.getFailureHash(), ""));

    private final Sensitivity sensitivity;
    private final int historyDays;
    private final ReleaseJudge byEvents = new ReleaseJudge(Counting.EVENTS);
    private final ReleaseJudge byDevices = new ReleaseJudge(Counting.DEVICES);

    ReleaseWatch(DetectionConfig config) {
        this.sensitivity = config.sensitivity();
        this.historyDays = config.historyDays();
    }

    /** The releases that have predecessors, and still all days that they are judged by, in the order in which they were first seen. */
    List<ReleaseEvidence> judge(Case driver, Installs installs) {
        return judge(driver, installs, driver.days().lastDay()).stream()
                .map(release -> evidence(release, driver, driver.days().lastDay()))
                .toList();
    }

    /** The same as they were to be judged on a day. */
    List<JudgedRelease> judge(Case driver, Installs installs, int throughDay) {
        Counting counted = counting(driver);
        ReleaseCounts counts = counts(driver.book(), driver.days(), counted);
        addInstalls(installs, driver.days(), counts);
        return (counted == Counting.DEVICES ? byDevices : byEvents)
                .judge(counts, throughDay).stream()
                        .filter(release -> isKept(release, driver.days()))
                        .toList();
    }

    /** Whether no day that a release is judged by has been dropped: what was said of it before is worth more then. */
    private boolean isKept(JudgedRelease release, DriverDays days) {
        return days.length() < historyDays || JudgedRelease.basisFrom(release.firstDay()) >= days.firstDay();
    }

    private static Counting counting(Case driver) {
        return driver.book().knowsDevices(driver.counting()) ? Counting.DEVICES : Counting.EVENTS;
    }

    private static ReleaseCounts counts(DriverBook book, DriverDays days, Counting counted) {
        ReleaseCounts counts = new ReleaseCounts();
        book.days(days.firstDay(), days.lastDay()).forEach((day, of) -> {
            if (counted == Counting.EVENTS) {
                of.forEachCell((version, failure, events) ->
                        counts.add(book.version(version), book.failure(failure).getHash(), day, Math.max(0, events)));
            } else {
                of.forEachSketch((version, failure, events, sketch) -> counts.add(
                        book.version(version),
                        book.failure(failure).getHash(),
                        day,
                        Math.min(events, Objects.requireNonNull(DeviceSketches.count(List.of(sketch))))));
            }
        });
        return counts;
    }

    /** Of a day that is still being counted no more than is counted of its failures. */
    private static void addInstalls(Installs installs, DriverDays days, ReleaseCounts counts) {
        installs.forEach(
                days.firstDay(),
                days.lastDay(),
                (version, day, devices) -> counts.addInstalls(
                        version, day, Math.round(devices * days.completeness()[day - days.firstDay()])));
    }

    /** What is to be told of a release, as it is judged on a day. */
    ReleaseEvidence evidence(JudgedRelease release, Case driver, int throughDay) {
        Counting counted = counting(driver);
        Set<@Nullable String> told = told(release.version(), driver.alerts());
        return ReleaseEvidence.newBuilder()
                .setDriverVersion(release.version())
                .setFirstDate(LocalDate.ofEpochDay(release.firstDay()))
                .setJudgedThrough(LocalDate.ofEpochDay(Math.min(throughDay, release.lastDay())))
                .setCountedIn(counted == Counting.DEVICES ? CountedIn.DEVICES : CountedIn.EVENTS)
                .setPredecessors(release.predecessors().stream()
                        .map(predecessor -> new Predecessor(predecessor.version(), predecessor.before()))
                        .toList())
                .setWorse(changed(release.failures(), counted, told, driver.book()))
                .setBetter(changed(release.less(), counted, Collections.emptySet(), driver.book()))
                .setRates(rates(release.rates()))
                .build();
    }

    /** What the alerts on a release say is worse; null stands for all failures together. */
    private static Set<@Nullable String> told(String version, AlertBook alerts) {
        Set<@Nullable String> hashes = new HashSet<>();
        alerts.standingOn(version)
                .flatMap(alert -> Objects.requireNonNull(alert.getRelease()).getWorse().stream())
                .forEach(failure -> hashes.add(failure.getFailureHash()));
        return hashes;
    }

    private static dev.stopcode.schemas.@Nullable ReleaseRates rates(@Nullable ReleaseRates rates) {
        return rates == null
                ? null
                : new dev.stopcode.schemas.ReleaseRates(
                        LocalDate.ofEpochDay(rates.throughDay()),
                        rates.count(),
                        rates.devices(),
                        rates.countOfPredecessors(),
                        rates.devicesOfPredecessors(),
                        (double) rates.count() / rates.devices(),
                        (double) rates.countOfPredecessors() / rates.devicesOfPredecessors(),
                        rates.ratio());
    }

    private List<ChangedFailure> changed(
            List<JudgedFailure> failures, Counting counted, Set<@Nullable String> told, DriverBook book) {
        return failures.stream()
                .map(failure -> failure.isAll() ? ofMost(failure) : failure)
                .flatMap(failure -> changed(failure, counted, told, book).stream())
                .sorted(ORDER)
                .toList();
    }

    /** What comes closest to being told as worse, or is, the highest score first. */
    List<ChangedFailure> closest(JudgedRelease release, Case driver, int most) {
        Counting counted = counting(driver);
        return release.failures().stream()
                .filter(failure -> failure.highestDay().isPresent())
                .sorted(Comparator.comparingDouble(JudgedFailure::highest).reversed())
                .limit(most)
                .map(failure -> changed(
                        failure,
                        failure.isAll() ? counted.thresholdOfAll(sensitivity) : counted.threshold(sensitivity),
                        driver.book()))
                .toList();
    }

    /** What few failures do is told of these. */
    private static JudgedFailure ofMost(JudgedFailure all) {
        return new JudgedFailure(
                all.failure(), all.days().stream().filter(DayScore::isOfMost).toList());
    }

    /**
     * What is to be told of a failure, empty if nothing is.
     *
     * @param told hashes of failures that are borne out by less than it takes to raise them
     */
    private Optional<ChangedFailure> changed(
            JudgedFailure failure, Counting counted, Set<@Nullable String> told, DriverBook book) {
        boolean isAll = failure.isAll();
        @Nullable String hash = isAll ? null : failure.failure();
        double threshold = isAll ? counted.thresholdOfAll(sensitivity) : counted.threshold(sensitivity);
        double least = told.contains(hash) ? threshold - SeriesJudge.HYSTERESIS : threshold;
        return failure.highest() < least ? Optional.empty() : Optional.of(changed(failure, threshold, book));
    }

    private static ChangedFailure changed(JudgedFailure failure, double threshold, DriverBook book) {
        @Nullable String hash = failure.isAll() ? null : failure.failure();
        double reached = Math.min(threshold, failure.highest());
        DayScore first = failure.days().stream()
                .filter(day -> day.score() >= reached)
                .findFirst()
                .orElseThrow();
        DayScore highest = failure.highestDay().orElseThrow();
        return ChangedFailure.newBuilder()
                .setFailureHash(hash)
                .setFailureName(
                        hash == null
                                ? null
                                : book.failure(book.failureNumber(hash)).getName())
                .setSince(LocalDate.ofEpochDay(first.day()))
                .setJudgedDate(LocalDate.ofEpochDay(highest.day()))
                .setObserved(highest.observed())
                .setExposure(highest.exposure())
                .setExpected(highest.expected())
                .setRatio(highest.ratio())
                .setScore(highest.score())
                .setThreshold(threshold)
                .setLevel(highest.level())
                .setSpread(highest.spread())
                .setHeldBy(highest.limit().name())
                .build();
    }

    /** The day on which a verdict is over, empty while it stands. */
    static Optional<LocalDate> over(ReleaseEvidence release, LocalDate lastDay) {
        LocalDate end = LocalDate.ofEpochDay(
                JudgedRelease.lastDay((int) release.getFirstDate().toEpochDay()));
        return lastDay.isBefore(end) ? Optional.empty() : Optional.of(end);
    }
}
