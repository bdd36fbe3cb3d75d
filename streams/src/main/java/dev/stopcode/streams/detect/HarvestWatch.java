package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.ReportingDelay;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.streams.state.KnownTotal;
import dev.stopcode.streams.state.MarkState;
import dev.stopcode.streams.state.MarkedDay;
import dev.stopcode.streams.state.SourceState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes marks. One counts once it has come through every partition upstream: by then all that was sent before it, by whatever
 * way, has arrived as well.
 */
final class HarvestWatch {

    private final KeyValueStore<String, MarkState> marks;
    private final KeyValueStore<String, SourceState> store;
    private final int historyDays;
    private final Sources sources;

    /**
     * @param marks marks on their way
     * @param store where what is known of the sources is kept
     * @param historyDays days that are remembered of a source
     * @param sources told of each mark
     */
    HarvestWatch(
            KeyValueStore<String, MarkState> marks,
            KeyValueStore<String, SourceState> store,
            int historyDays,
            Sources sources) {
        this.marks = marks;
        this.store = store;
        this.historyDays = historyDays;
        this.sources = sources;
        try (KeyValueIterator<String, SourceState> all = store.all()) {
            all.forEachRemaining(entry -> sources.remember(entry.key, entry.value));
        }
    }

    /** Takes a mark from one partition; true if it was the last one missing. */
    boolean mark(DriverDelta mark, Instant time) {
        String key = mark.getSource() + '\n' + mark.getDate() + '\n' + mark.getHarvestId();
        MarkState state = marks.get(key);
        BitSet seen = state == null ? new BitSet() : BitSet.valueOf(state.getSeen());
        long events = state == null ? 0 : state.getEvents();
        if (!seen.get(mark.getPartition())) {
            seen.set(mark.getPartition());
            events += mark.getEvents();
        }
        if (seen.cardinality() < mark.getPartitions()) {
            marks.put(key, new MarkState(ByteBuffer.wrap(seen.toByteArray()), events));
            return false;
        }
        marks.delete(key);
        complete(mark, events, time);
        return true;
    }

    private void complete(DriverDelta mark, long events, Instant time) {
        int day = (int) mark.getDate().toEpochDay();
        int asOf = mark.getAsOf() == null ? day : (int) mark.getAsOf().toEpochDay();
        SourceState before = sources.state(mark.getSource()).orElse(null);
        List<MarkedDay> days = new ArrayList<>(before == null ? List.of() : before.getDays());
        boolean wasComplete = days.stream().anyMatch(marked -> marked.getDay() == day && marked.getComplete());
        List<KnownTotal> totals = totals(days, day, asOf - day, events);
        days.removeIf(marked -> marked.getDay() == day);
        days.add(new MarkedDay(
                day, mark.getHarvestId(), wasComplete || mark.getMark() == HarvestMark.DAY_COMPLETE, totals));
        days.sort(Comparator.comparingInt(MarkedDay::getDay));
        int newest = days.getLast().getDay();
        days.removeIf(marked -> marked.getDay() <= newest - historyDays);
        int newestAsOf = before == null ? asOf : Math.max(before.getAsOf(), asOf);
        SourceState state =
                new SourceState(newestAsOf, time, mark.getCounting(), List.copyOf(days), shares(before, newestAsOf));
        sources.remember(mark.getSource(), state);
        store.put(mark.getSource(), state);
    }

    /** What one harvest day has taught is used from the next on: not to judge everything again after each mark. */
    private List<Double> shares(@Nullable SourceState before, int asOf) {
        if (before == null) {
            return sources.learn(List.of(), asOf);
        }
        return before.getAsOf() == asOf ? before.getShares() : sources.learn(before.getDays(), asOf);
    }

    private static List<KnownTotal> totals(List<MarkedDay> days, int day, int age, long events) {
        List<KnownTotal> totals = new ArrayList<>();
        days.stream().filter(marked -> marked.getDay() == day).forEach(marked -> totals.addAll(marked.getTotals()));
        int known = Math.clamp(age, 0, ReportingDelay.COMPLETE_AGE);
        totals.removeIf(total -> total.getAge() >= known);
        totals.add(new KnownTotal(known, events));
        return totals;
    }
}
