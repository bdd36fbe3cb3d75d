package dev.stopcode.streams.dedup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The day ledgers of one partition: days at work unpacked on the heap, all days packed in a key-value store. A harvest
 * reads day by day, so few days are unpacked at a time, whatever the store.
 *
 * <p>Changes reach the store in {@link #write()}, which must happen before each commit.
 */
final class RowLedger {

    /** Unpacked rows from which on the days longest unused leave the heap; a row takes some 70 bytes there. */
    private static final long MAX_UNPACKED_ROWS = 1_000_000;

    private static final byte DAYS = 0;
    private static final byte NEWEST_DAY = 1;
    private static final byte PERSONAL = 2;

    private static final byte HEADER = 0;
    private static final byte GROUPS = 1;
    private static final byte ROWS = 2;
    private static final byte BEGUN = 3;
    private static final byte VALUES = 4;

    private static final int NEVER = Integer.MIN_VALUE / 2;

    private record DayKey(String source, int day) {}

    private final KeyValueStore<Bytes, byte[]> store;
    private final int historyDays;
    private final ChunkCodec codec = new ChunkCodec();
    private final Map<DayKey, DayLedger> unpacked = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Integer> newestDays = new HashMap<>();
    private final Set<DayKey> begun = new HashSet<>();
    private final Map<DayKey, Long> closed = new HashMap<>();

    /**
     * @param store where packed days are kept
     * @param historyDays how many days, a source's newest included, are kept
     */
    RowLedger(KeyValueStore<Bytes, byte[]> store, int historyDays) {
        this.store = store;
        this.historyDays = historyDays;
    }

    /** The ledger of a day (days since 1970-01-01), or null when the day is closed: too old for its rows to be held. */
    @Nullable
    DayLedger day(String source, int day) {
        if (isOver(source, day)) {
            return null;
        }
        DayKey key = new DayKey(source, day);
        return closed.containsKey(key) ? null : unpacked.computeIfAbsent(key, this::unpack);
    }

    /** What a day added up to that was closed before its source has left it behind; empty for other days. */
    OptionalLong closedEvents(String source, int day) {
        Long events = isOver(source, day) ? null : closed.get(new DayKey(source, day));
        return events == null ? OptionalLong.empty() : OptionalLong.of(events);
    }

    /** Notes that a day holds personal data from today on, if it did not before. */
    void begin(String source, int day, int today) {
        DayKey key = new DayKey(source, day);
        if (begun.add(key) && store.get(chunkKey(key, BEGUN, 0)) == null) {
            store.put(chunkKey(key, BEGUN, 0), codec.number(today));
            store.put(begunKey(today, key), codec.number(today));
        }
    }

    /** Closes the days that have held personal data since this day or longer: what they added up to stays. */
    void closeBegunUntil(int limit) {
        List<Bytes> due = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> oldest =
                store.range(begunKey(0, new DayKey("", 0)), begunKey(limit + 1, new DayKey("", 0)))) {
            oldest.forEachRemaining(entry -> due.add(entry.key));
        }
        for (Bytes index : due) {
            DayKey key = begunDay(index);
            DayLedger ledger = day(key.source(), key.day());
            unpacked.remove(key);
            keys(dayKey(key.source(), key.day()), dayKey(key.source(), key.day() + 1))
                    .forEach(store::delete);
            store.delete(index);
            if (ledger != null) {
                closed.put(key, ledger.emitted());
                store.put(chunkKey(key, BEGUN, 0), codec.number(closedMarker(ledger.emitted())));
            }
        }
    }

    private boolean isOver(String source, int day) {
        return day <= newestDay(source) - historyDays;
    }

    private int newestDay(String source) {
        return newestDays.computeIfAbsent(source, id -> {
            byte[] stored = store.get(newestDayKey(id));
            return stored == null ? NEVER : (int) codec.number(stored);
        });
    }

    /** Notes that a source has got to this day, and closes the days that leave the window by that. */
    void advance(String source, int day) {
        if (day <= newestDay(source)) {
            return;
        }
        newestDays.put(source, day);
        store.put(newestDayKey(source), codec.number(day));
        List.of(unpacked.keySet(), begun, closed.keySet())
                .forEach(keys -> keys.removeIf(key -> key.source().equals(source) && isOver(source, key.day())));
        int first = day - historyDays + 1;
        if (first > 0) {
            keys(dayKey(source, 0), dayKey(source, first)).forEach(store::delete);
        }
    }

    private List<Bytes> keys(Bytes from, Bytes to) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> chunks = store.range(from, to)) {
            chunks.forEachRemaining(chunk -> keys.add(chunk.key));
        }
        return keys;
    }

    /** Writes what changed since the last call to the store. */
    void write() {
        long rows = 0;
        for (Map.Entry<DayKey, DayLedger> entry : unpacked.entrySet()) {
            if (entry.getValue().isDirty()) {
                entry.getValue().writeTo(new ChunkWriter(entry.getKey()));
            }
            rows += entry.getValue().rows().size();
        }
        Iterator<DayLedger> longestUnused = unpacked.values().iterator();
        while (rows > MAX_UNPACKED_ROWS && unpacked.size() > 1) {
            rows -= longestUnused.next().rows().size();
            longestUnused.remove();
        }
    }

    private @Nullable DayLedger unpack(DayKey key) {
        DayLedger ledger = new DayLedger();
        Bytes prefix = dayKey(key.source(), key.day());
        try (KeyValueIterator<Bytes, byte[]> chunks =
                store.prefixScan(prefix, Serdes.Bytes().serializer())) {
            while (chunks.hasNext()) {
                KeyValue<Bytes, byte[]> chunk = chunks.next();
                switch (chunk.key.get()[prefix.get().length]) {
                    case HEADER -> ledger.restoreHeader(codec.number(chunk.value));
                    case GROUPS -> codec.restoreGroups(chunk.value, ledger);
                    case ROWS -> codec.restoreRows(chunk.value, ledger);
                    case VALUES -> codec.restoreValues(chunk.value, ledger);
                    case BEGUN -> {
                        if (codec.number(chunk.value) < 0) {
                            closed.put(key, closedMarker(codec.number(chunk.value)));
                            return null;
                        }
                    }
                    default -> throw new IllegalStateException("row ledger: unknown kind of chunk");
                }
            }
        }
        return ledger;
    }

    /** In the place of the day on which a closed one was begun: what it added up to, as a negative number; and back. */
    private static long closedMarker(long events) {
        return -1 - events;
    }

    private static Bytes newestDayKey(String source) {
        return Bytes.wrap(keySpace(source, NEWEST_DAY, 0).array());
    }

    /** Prefix of the keys of a day; sorts before them and behind those of the day before. */
    private static Bytes dayKey(String source, int day) {
        return Bytes.wrap(keySpace(source, DAYS, 4).putInt(day).array());
    }

    private static Bytes chunkKey(DayKey key, byte kind, int chunk) {
        return Bytes.wrap(keySpace(key.source(), DAYS, 9)
                .putInt(key.day())
                .put(kind)
                .putInt(chunk)
                .array());
    }

    /** Sorts by the day on which a day of rows was begun. */
    private static Bytes begunKey(int begunOn, DayKey key) {
        byte[] id = key.source().getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(id.length + 10)
                .put((byte) 0)
                .put(PERSONAL)
                .putInt(begunOn)
                .putInt(key.day())
                .put(id)
                .array());
    }

    private static DayKey begunDay(Bytes begunKey) {
        byte[] key = begunKey.get();
        return new DayKey(
                new String(key, 10, key.length - 10, StandardCharsets.UTF_8),
                ByteBuffer.wrap(key).getInt(6));
    }

    private static ByteBuffer keySpace(String source, byte space, int more) {
        byte[] id = source.getBytes(StandardCharsets.UTF_8);
        // a source id holds no NUL, so no id is another's prefix
        return ByteBuffer.allocate(id.length + 2 + more).put(id).put((byte) 0).put(space);
    }

    private final class ChunkWriter implements DayLedger.Writer {
        private final DayKey key;

        ChunkWriter(DayKey key) {
            this.key = key;
        }

        @Override
        public void header(long completed) {
            store.put(chunkKey(key, HEADER, 0), codec.number(completed));
        }

        @Override
        public void groups(int chunk, List<DayLedger.Group> groups) {
            store.put(chunkKey(key, GROUPS, chunk), codec.groups(groups));
        }

        @Override
        public void values(int chunk, List<String> values) {
            store.put(chunkKey(key, VALUES, chunk), codec.values(values));
        }

        @Override
        public void rows(int chunk, RowTable rows, int from, int to) {
            store.put(chunkKey(key, ROWS, chunk), codec.rows(rows, from, to));
        }
    }
}
