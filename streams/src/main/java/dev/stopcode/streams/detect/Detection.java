package dev.stopcode.streams.detect;

import dev.stopcode.config.DetectionConfig;
import dev.stopcode.detection.series.Expectation;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.GateResult;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseEvidence;
import dev.stopcode.schemas.ReleaseVerdict;
import dev.stopcode.streams.state.EmittedDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Judges one driver after a harvest: what its days and its alerts are now, where that is news. */
final class Detection {

    /** Incidents that began within so many newest days are known from their first day on. */
    private static final int KNOWN_DAYS = 45;

    /** Releases are looked at on days that were so old at most when they were harvested: all their days are looked at then. */
    private static final int RELEASE_DAYS = 10;

    /** So many failures of a release are enough to tell that it is neither worse nor better. */
    private static final long ENOUGH_EVENTS = 100;

    /** So many days as well. */
    private static final int ENOUGH_DAYS = 14;

    private final int historyDays;
    private final DriverJudge judge;
    private final ReleaseWatch releases;
    private final Gates gates;
    private final Sources sources;
    private final AlertWriter writer;

    Detection(DetectionConfig config, Sources sources, BreakdownShelf breakdowns) {
        this.historyDays = config.historyDays();
        this.sources = sources;
        this.judge = new DriverJudge(config.sensitivity().threshold());
        this.releases = new ReleaseWatch(config);
        this.gates = new Gates(config);
        this.writer = new AlertWriter(config.freshDays(), breakdowns);
    }

    /** What there is to publish. */
    record News(List<DriverDay> days, List<DriverVersion> versions, List<RegressionAlert> alerts) {}

    /**
     * Takes a harvest of a day into account. Alerts wait for the newest day of a source: harvests go from old to new, and what they
     * restate is judged when all of it is known.
     *
     * @param installs of the driver's versions
     * @param changedDay the day that was harvested
     * @param isNewest whether it is the newest day that its source has harvested
     * @param time when its mark was written
     */
    News judge(
            DriverBook book,
            AlertBook alerts,
            Supplier<Installs> installs,
            int changedDay,
            boolean isNewest,
            Instant time) {
        News news = new News(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        OptionalInt last = sources.lastDay(book.sources());
        int judgeable = last.isEmpty() || last.getAsInt() < book.firstDay() ? Integer.MIN_VALUE : last.getAsInt();
        if ((long) Math.max(judgeable, book.judgedThrough()) - historyDays >= changedDay) {
            return news; // of days that are kept no longer, nobody knows what else was counted
        }
        // a source that comes back, or is new, may lag behind days that were judged without it
        if (!isNewest || judgeable == Integer.MIN_VALUE || judgeable < book.judgedThrough()) {
            emitDay(book, changedDay, null, news);
            return news;
        }
        DriverDays days = DriverDays.of(book, judgeable, sources);
        book.judge(days);
        emitDays(book, days, Math.min(book.total().stale(), changedDay), news);
        if (changedDay > days.lastDay() || changedDay <= days.lastDay() - DriverJudge.JUDGED_DAYS) {
            emitDay(book, changedDay, null, news);
        }
        Case driver = Case.of(book, days, alerts, sources);
        int asOf = sources.asOf(book.sources());
        List<ReleaseEvidence> known = List.of();
        if (asOf - days.lastDay() <= RELEASE_DAYS || alerts.tellOfReleases()) {
            Installs onDevices = installs.get();
            known = releases.judge(driver, onDevices);
            known.forEach(release ->
                    news.versions().add(driverVersion(book, release, gates.measure(driver, onDevices, release), time)));
        }
        news.alerts()
                .addAll(alerts.update(
                        book.name(),
                        judge.judge(driver, known),
                        LocalDate.ofEpochDay((long) days.lastDay() - KNOWN_DAYS + 1),
                        LocalDate.ofEpochDay(book.changed()),
                        (id, status, finding) -> writer.write(id, status, finding, driver, asOf, time)));
        book.told();
        return news;
    }

    /** A release with its verdict. */
    static DriverVersion driverVersion(DriverBook book, ReleaseEvidence release, List<GateResult> gates, Instant time) {
        int first = (int) release.getFirstDate().toEpochDay();
        int last = (int) release.getJudgedThrough().toEpochDay();
        long events = book.events(release.getDriverVersion(), first, last);
        boolean isEnough = events >= ENOUGH_EVENTS && last - first + 1 >= ENOUGH_DAYS;
        ReleaseVerdict verdict = !release.getWorse().isEmpty()
                ? ReleaseVerdict.WORSE
                : !release.getBetter().isEmpty()
                        ? ReleaseVerdict.BETTER
                        : isEnough ? ReleaseVerdict.SAME : ReleaseVerdict.TOO_EARLY;
        return new DriverVersion(book.name(), verdict, events, release, gates, time);
    }

    /** Puts the rows of the days that may not be as they were among the news. */
    private void emitDays(DriverBook book, DriverDays days, int from, News news) {
        long[] counts = book.total().counts(days);
        int first = Math.max(from, days.lastDay() - DriverJudge.JUDGED_DAYS + 1);
        for (int day = Math.max(first, days.firstDay()); day <= days.lastDay(); day++) {
            int index = day - days.firstDay();
            double completeness = days.completeness()[index];
            Expectation expectation = completeness == 0 ? null : judge.expectation(counts, index);
            Expected expected = expectation == null
                    ? null
                    : new Expected(
                            expectation.expected(index) * completeness,
                            expectation.upperBound(index, completeness, judge.threshold()));
            emitDay(book, day, expected, news);
        }
    }

    private record Expected(
            @Nullable Double events, @Nullable Double upperBound) {

        static final Expected NOTHING = new Expected(null, null);

        /** What was said before, of a day that is not judged again. */
        static Expected as(@Nullable EmittedDay before) {
            return before == null ? NOTHING : new Expected(before.getExpected(), before.getUpperBound());
        }
    }

    /** Puts a day's rows among the news where the table holds something else. */
    private void emitDay(DriverBook book, int day, @Nullable Expected expected, News news) {
        Map<Integer, Long> events = new TreeMap<>();
        DriverBook.Day counts = book.day(day);
        counts.emittedVersions().forEach(version -> events.put(version, 0L));
        events.put(DriverBook.ALL, 0L);
        counts.forEachCell((version, failure, count) -> {
            events.merge(version, count, Long::sum);
            events.merge(DriverBook.ALL, count, Long::sum);
        });
        boolean complete = sources.observed(book.sources(), day);
        events.forEach((version, count) -> {
            Expected ofVersion = version != DriverBook.ALL
                    ? Expected.NOTHING
                    : expected == null ? Expected.as(counts.emitted(version)) : expected;
            EmittedDay row = new EmittedDay(
                    version,
                    count,
                    ofVersion.events(),
                    ofVersion.upperBound(),
                    count == 0 ? null : book.devices(version, DriverBook.ALL, day, day),
                    complete);
            if (book.emit(day, row)) {
                news.days().add(driverDay(book, day, row));
            }
        });
    }

    private static DriverDay driverDay(DriverBook book, int day, EmittedDay row) {
        return new DriverDay(
                book.name(),
                row.getVersion() == DriverBook.ALL ? null : book.version(row.getVersion()),
                LocalDate.ofEpochDay(day),
                row.getEvents(),
                row.getExpected(),
                row.getUpperBound(),
                row.getDevices(),
                row.getComplete());
    }
}
