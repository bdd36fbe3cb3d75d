package dev.stopcode.streams.detect;

import dev.stopcode.config.DetectionConfig;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.streams.runtime.DeviceSketches;
import dev.stopcode.streams.state.EmittedDay;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges one driver after a harvest: what its days and its alerts are now, where that is news. */
final class Detection {

    /** Days younger than this are still being counted. */
    private static final int SETTLE_DAYS = 3;

    private final DriverJudge judge;
    private final AlertWriter writer;

    Detection(DetectionConfig config) {
        StepRule rule = new StepRule(config.threshold(), config.minExcess());
        this.judge = new DriverJudge(rule);
        this.writer = new AlertWriter(rule, config.freshDays());
    }

    /** What there is to publish. */
    record News(List<DriverDay> days, List<RegressionAlert> alerts) {}

    /**
     * Judges a driver again.
     *
     * @param changedDay the day that was harvested
     * @param time when its mark was written
     */
    News judge(DriverBook book, AlertBook alerts, HarvestWatch watch, int changedDay, Instant time) {
        News news = new News(new ArrayList<>(), new ArrayList<>());
        OptionalInt last = watch.lastDay(book.sources());
        if (last.isEmpty() || last.getAsInt() < book.firstDay()) {
            emitDay(book, changedDay, null, watch, news);
            return news;
        }
        int lastDay = last.getAsInt();
        int asOf = watch.asOf(book.sources());
        List<String> counting = watch.counting(book.sources()).toList();
        DriverSeries series = DriverSeries.of(book, lastDay, day -> watch.observed(book.sources(), day));
        int settled = Math.min(lastDay, asOf - SETTLE_DAYS) - series.firstDay();
        DriverJudge.Result result = judge.judge(series, settled);
        for (int day = Math.max(changedDay, book.firstDay()); day <= lastDay; day++) {
            emitDay(book, day, result.whole(), watch, news);
        }
        if (changedDay > lastDay) {
            emitDay(book, changedDay, null, watch, news);
        }
        List<AlertBook.Subject> found = result.findings().stream()
                .map(finding -> new AlertBook.Subject(
                        finding.failure() == DriverBook.WHOLE_DRIVER
                                ? null
                                : book.failure(finding.failure()).getHash(),
                        LocalDate.ofEpochDay(
                                series.firstDay() + finding.incident().start()),
                        LocalDate.ofEpochDay(
                                series.firstDay() + finding.incident().end()),
                        finding))
                .toList();
        news.alerts()
                .addAll(alerts.update(
                        book.name(),
                        found,
                        LocalDate.ofEpochDay(book.firstDay() + StepRule.BASELINE_DAYS),
                        LocalDate.ofEpochDay(lastDay),
                        (id, status, finding) ->
                                writer.write(id, status, finding, book, series, counting, asOf, time)));
        return news;
    }

    /** Puts a day's rows among the news where the table holds something else. */
    private static void emitDay(DriverBook book, int day, @Nullable Judgement whole, HarvestWatch watch, News news) {
        Map<Integer, Long> events = new TreeMap<>();
        DriverBook.Day counts = book.day(day);
        counts.emittedVersions().forEach(version -> events.put(version, 0L));
        events.put(DriverBook.WHOLE_DRIVER, 0L);
        counts.forEachCell((version, failure, count) -> {
            events.merge(version, count, Long::sum);
            events.merge(DriverBook.WHOLE_DRIVER, count, Long::sum);
        });
        boolean complete = watch.observed(book.sources(), day);
        int index = day - book.firstDay();
        events.forEach((version, count) -> {
            @Nullable Judgement judged = version == DriverBook.WHOLE_DRIVER && index >= 0 ? whole : null;
            EmittedDay row = new EmittedDay(
                    version,
                    count,
                    judged == null ? null : at(judged.expected(), index),
                    judged == null ? null : at(judged.upperBound(), index),
                    count == 0 ? null : devices(counts, version),
                    complete);
            if (book.emit(day, row)) {
                news.days().add(driverDay(book, day, row));
            }
        });
    }

    private static @Nullable Long devices(DriverBook.Day day, int version) {
        ByteBuffer ofVersion = day.devices().get(version);
        return DeviceSketches.count(
                version == DriverBook.WHOLE_DRIVER
                        ? day.devices().values()
                        : ofVersion == null ? List.of() : List.of(ofVersion));
    }

    private static @Nullable Double at(double[] values, int index) {
        return index < values.length ? AlertWriter.number(values[index]) : null;
    }

    private static DriverDay driverDay(DriverBook book, int day, EmittedDay row) {
        return new DriverDay(
                book.name(),
                row.getVersion() == DriverBook.WHOLE_DRIVER ? null : book.version(row.getVersion()),
                LocalDate.ofEpochDay(day),
                row.getEvents(),
                row.getExpected(),
                row.getUpperBound(),
                row.getDevices(),
                row.getComplete());
    }
}
