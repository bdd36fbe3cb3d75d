package dev.stopcode.streams.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureHash;
import dev.stopcode.schemas.FailureVersion;
import dev.stopcode.streams.state.FailureState;
import dev.stopcode.streams.state.VersionState;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one failure. All of it is a function of the rows as they count now, whatever order they came in: names
 * are the least seen, days are held one by one so that a restatement can take the first or last away again.
 */
final class KnownFailure {

    private record VersionKey(String driverName, String driverVersion, String source)
            implements Comparable<VersionKey> {
        private static final Comparator<VersionKey> ORDER = Comparator.comparing(VersionKey::driverName)
                .thenComparing(VersionKey::driverVersion)
                .thenComparing(VersionKey::source);

        @Override
        public int compareTo(VersionKey other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class VersionDays {
        long events;
        int firstDay;
        BitSet days = new BitSet();

        void set(int day, boolean seen) {
            if (days.isEmpty()) {
                firstDay = day;
            } else if (day < firstDay) {
                BitSet moved = new BitSet();
                int shift = firstDay - day;
                days.stream().forEach(bit -> moved.set(bit + shift));
                days = moved;
                firstDay = day;
            }
            days.set(day - firstDay, seen);
        }

        int first() {
            return firstDay + days.nextSetBit(0);
        }

        int last() {
            return firstDay + days.length() - 1;
        }
    }

    private final Map<VersionKey, VersionDays> versions = new TreeMap<>();
    private byte @Nullable [] name;
    private byte @Nullable [] symbol;
    private boolean changed;

    private KnownFailure() {}

    static KnownFailure of(@Nullable FailureState state) {
        KnownFailure failure = new KnownFailure();
        if (state != null) {
            failure.name = bytes(state.getFailureName());
            failure.symbol = bytes(state.getSymbol());
            for (VersionState version : state.getVersions()) {
                VersionDays days = new VersionDays();
                days.events = version.getEvents();
                days.firstDay = version.getFirstDay();
                days.days = BitSet.valueOf(version.getDays());
                failure.versions.put(
                        new VersionKey(version.getDriverName(), version.getDriverVersion(), version.getSource()), days);
            }
        }
        return failure;
    }

    FailureState state() {
        List<VersionState> states = versions.entrySet().stream()
                .map(entry -> new VersionState(
                        entry.getKey().source(),
                        entry.getKey().driverName(),
                        entry.getKey().driverVersion(),
                        entry.getValue().events,
                        entry.getValue().firstDay,
                        ByteBuffer.wrap(entry.getValue().days.toByteArray())))
                .toList();
        return new FailureState(text(name), text(symbol), states);
    }

    /** Takes the names of a row. */
    void name(RowCursor row) {
        name = least(name, row, RowCursor.FAILURE_NAME);
        symbol = least(symbol, row, RowCursor.SYMBOL);
    }

    private byte @Nullable [] least(byte @Nullable [] known, RowCursor row, int field) {
        if (row.textIs(field, known)) {
            return known;
        }
        String seen = row.text(field);
        if (seen == null || (known != null && seen.compareTo(new String(known, UTF_8)) >= 0)) {
            return known;
        }
        changed = true;
        return seen.getBytes(UTF_8);
    }

    @Nullable
    String name() {
        return text(name);
    }

    /**
     * Takes a change of a day's count.
     *
     * @param day days since 1970-01-01
     * @param delta new count of the source's day less the count before
     * @param total the new count
     */
    void count(String source, String driverName, String driverVersion, int day, long delta, long total) {
        VersionDays version =
                versions.computeIfAbsent(new VersionKey(driverName, driverVersion, source), key -> new VersionDays());
        version.events += delta;
        version.set(day, total > 0);
        changed = true;
    }

    /** Whether anything was ever counted. */
    boolean isCounted() {
        return !versions.isEmpty();
    }

    /** Whether something changed since the last call. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** The failure as the rest of the world sees it. */
    Failure describe(String failureHash) {
        List<FailureVersion> seen = seenVersions();
        String failureName = text(name);
        FailureName parsed = FailureName.parse(failureName);
        return new Failure(
                failureHash,
                failureName,
                text(symbol),
                parsed.failureClass(),
                parsed.code(),
                parsed.image(),
                parsed.function(),
                failureName == null ? null : isHashOf(failureHash, failureName),
                seen.stream()
                        .map(FailureVersion::getFirstSeen)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                seen.stream()
                        .map(FailureVersion::getLastSeen)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                seen.stream().mapToLong(FailureVersion::getEvents).sum(),
                seen);
    }

    private static boolean isHashOf(String failureHash, String failureName) {
        return FailureHash.ofKernelMode(failureName).equalsIgnoreCase(failureHash)
                || FailureHash.ofUserMode(failureName).equalsIgnoreCase(failureHash);
    }

    private List<FailureVersion> seenVersions() {
        Map<VersionKey, FailureVersion> merged = new TreeMap<>();
        versions.forEach((key, days) -> {
            if (!days.days.isEmpty()) {
                merged.merge(
                        new VersionKey(key.driverName(), key.driverVersion(), ""),
                        new FailureVersion(
                                key.driverName(),
                                key.driverVersion(),
                                LocalDate.ofEpochDay(days.first()),
                                LocalDate.ofEpochDay(days.last()),
                                days.events),
                        KnownFailure::merge);
            }
        });
        return List.copyOf(merged.values());
    }

    private static FailureVersion merge(FailureVersion a, FailureVersion b) {
        return new FailureVersion(
                a.getDriverName(),
                a.getDriverVersion(),
                a.getFirstSeen().isBefore(b.getFirstSeen()) ? a.getFirstSeen() : b.getFirstSeen(),
                a.getLastSeen().isAfter(b.getLastSeen()) ? a.getLastSeen() : b.getLastSeen(),
                a.getEvents() + b.getEvents());
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
