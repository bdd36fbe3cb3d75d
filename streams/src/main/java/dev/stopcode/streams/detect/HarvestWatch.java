package dev.stopcode.streams.detect;

import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.streams.state.MarkState;
import dev.stopcode.streams.state.MarkedDay;
import dev.stopcode.streams.state.SourceState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Says which days have been harvested. A mark counts once it has come through every partition upstream: by then all
 * that was sent before it, by whatever way, has arrived as well.
 */
final class HarvestWatch {

    private final KeyValueStore<String, MarkState> marks;
    private final KeyValueStore<String, SourceState> store;
    private final int historyDays;
    private final Duration overdue;
    private final Map<String, Source> sources = new HashMap<>();
    private Instant newestMark = Instant.EPOCH;

    private record Source(SourceState state, NavigableSet<Integer> completeDays) {}

    /**
     * @param marks marks on their way
     * @param sources how far each source is
     * @param historyDays days that are remembered of a source
     * @param overdue a source whose newest mark is this much older than the newest of all is not waited for
     */
    HarvestWatch(
            KeyValueStore<String, MarkState> marks,
            KeyValueStore<String, SourceState> sources,
            int historyDays,
            Duration overdue) {
        this.marks = marks;
        this.store = sources;
        this.historyDays = historyDays;
        this.overdue = overdue;
        try (KeyValueIterator<String, SourceState> all = sources.all()) {
            all.forEachRemaining(entry -> remember(entry.key, entry.value));
        }
    }

    private void remember(String source, SourceState state) {
        NavigableSet<Integer> complete = state.getDays().stream()
                .filter(MarkedDay::getComplete)
                .map(MarkedDay::getDay)
                .collect(Collectors.toCollection(TreeSet::new));
        sources.put(source, new Source(state, complete));
        if (state.getMarkedAt().isAfter(newestMark)) {
            newestMark = state.getMarkedAt();
        }
    }

    /** Takes a mark from one partition; true if it was the last one missing. */
    boolean mark(DriverDelta mark, Instant time) {
        String key = mark.getSource() + '\n' + mark.getDate() + '\n' + mark.getHarvestId();
        MarkState state = marks.get(key);
        BitSet seen = state == null ? new BitSet() : BitSet.valueOf(state.getSeen());
        seen.set(mark.getPartition());
        if (seen.cardinality() < mark.getPartitions()) {
            marks.put(key, new MarkState(ByteBuffer.wrap(seen.toByteArray())));
            return false;
        }
        marks.delete(key);
        complete(mark, time);
        return true;
    }

    private void complete(DriverDelta mark, Instant time) {
        int day = (int) mark.getDate().toEpochDay();
        int asOf = mark.getAsOf() == null ? day : (int) mark.getAsOf().toEpochDay();
        Source known = sources.get(mark.getSource());
        SourceState before = known == null ? null : known.state();
        List<MarkedDay> days = new ArrayList<>(before == null ? List.of() : before.getDays());
        boolean wasComplete = known != null && known.completeDays().contains(day);
        days.removeIf(marked -> marked.getDay() == day);
        days.add(new MarkedDay(day, mark.getHarvestId(), wasComplete || mark.getMark() == HarvestMark.DAY_COMPLETE));
        days.sort(Comparator.comparingInt(MarkedDay::getDay));
        int newest = days.getLast().getDay();
        days.removeIf(marked -> marked.getDay() <= newest - historyDays);
        SourceState state = new SourceState(
                before == null ? asOf : Math.max(before.getAsOf(), asOf), time, mark.getCounting(), List.copyOf(days));
        remember(mark.getSource(), state);
        store.put(mark.getSource(), state);
    }

    /** Whether a day has been harvested completely by all of these sources that are still at work. */
    boolean observed(Collection<String> ofSources, int day) {
        List<Source> all = waitedFor(ofSources).toList();
        return !all.isEmpty()
                && all.stream().allMatch(source -> source.completeDays().contains(day));
    }

    /** The last day that all of these sources that are still at work have harvested, empty if there is none yet. */
    OptionalInt lastDay(Collection<String> ofSources) {
        return waitedFor(ofSources)
                .map(Source::completeDays)
                .reduce((a, b) -> {
                    NavigableSet<Integer> both = new TreeSet<>(a);
                    both.retainAll(b);
                    return both;
                })
                .filter(days -> !days.isEmpty())
                .map(days -> OptionalInt.of(days.last()))
                .orElse(OptionalInt.empty());
    }

    /** The newest day on which one of these sources was harvested. */
    int asOf(Collection<String> ofSources) {
        return counting(ofSources)
                .map(sources::get)
                .mapToInt(source -> source.state().getAsOf())
                .max()
                .orElse(0);
    }

    /** Those of these sources that count: what others add is not waited for. */
    Stream<String> counting(Collection<String> ofSources) {
        return ofSources.stream().filter(id -> {
            Source source = sources.get(id);
            return source != null && source.state().getCounting();
        });
    }

    /** A source that has never read a day whole, as files that were imported, promises none. */
    private Stream<Source> waitedFor(Collection<String> ofSources) {
        return counting(ofSources)
                .map(sources::get)
                .filter(source -> !source.completeDays().isEmpty())
                .filter(source -> !source.state().getMarkedAt().plus(overdue).isBefore(newestMark));
    }
}
