package dev.stopcode.streams.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.FailureHash;
import dev.stopcode.schemas.FailureName;
import dev.stopcode.schemas.FailureVersion;
import dev.stopcode.streams.row.RowCursor;
import dev.stopcode.streams.row.RowLayout.Text;
import dev.stopcode.streams.state.FailureState;
import dev.stopcode.streams.state.VersionState;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one failure. All of it is a function of the rows as they count now, whatever order they came in:
 * names are the least seen, days are held one by one so that a restatement can take the first or last away again.
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

    /** What follows from a failure's name. */
    private record Naming(
            @Nullable String failureName,
            FailureName parsed,
            @Nullable Boolean hashMatches) {

        static Naming of(@Nullable String failureName, String failureHash) {
            return new Naming(
                    failureName,
                    FailureName.parse(failureName),
                    failureName == null
                            ? null
                            : FailureHash.ofKernelMode(failureName).equalsIgnoreCase(failureHash)
                                    || FailureHash.ofUserMode(failureName).equalsIgnoreCase(failureHash));
        }
    }

    private final Map<VersionKey, VersionDays> versions = new TreeMap<>();
    private byte @Nullable [] name;
    private byte @Nullable [] symbol;
    /** Derived when it is asked for, null after the name has changed. */
    private @Nullable Naming naming;

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
        List<VersionState> states = new ArrayList<>(versions.size());
        versions.forEach((key, days) -> states.add(new VersionState(
                key.source(),
                key.driverName(),
                key.driverVersion(),
                days.events,
                days.firstDay,
                ByteBuffer.wrap(days.days.toByteArray()))));
        return new FailureState(text(name), text(symbol), states);
    }

    /** Takes the names of a row; whether that changed anything. */
    boolean name(RowCursor row) {
        byte[] lesserName = lesser(row, Text.FAILURE_NAME, name);
        byte[] lesserSymbol = lesser(row, Text.SYMBOL, symbol);
        if (lesserName != null) {
            name = lesserName;
            naming = null;
        }
        if (lesserSymbol != null) {
            symbol = lesserSymbol;
        }
        return lesserName != null || lesserSymbol != null;
    }

    /** The text of a row where it comes before what is known, else null. */
    private static byte @Nullable [] lesser(RowCursor row, Text field, byte @Nullable [] known) {
        String seen = row.textIs(field, known) ? null : row.text(field);
        return seen == null || (known != null && seen.compareTo(new String(known, UTF_8)) >= 0)
                ? null
                : seen.getBytes(UTF_8);
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
    }

    /** Whether anything was ever counted. */
    boolean isCounted() {
        return !versions.isEmpty();
    }

    /** The failure as the rest of the world sees it. */
    Failure describe(String failureHash) {
        Naming naming = naming(failureHash);
        Failure failure = new Failure(
                failureHash,
                naming.failureName(),
                text(symbol),
                naming.parsed().failureClass(),
                naming.parsed().code(),
                naming.parsed().image(),
                naming.parsed().function(),
                naming.hashMatches(),
                null,
                null,
                0L,
                new ArrayList<>());
        versions.forEach((key, days) -> {
            if (!days.days.isEmpty()) {
                add(key, days, failure);
            }
        });
        return failure;
    }

    /** Sources of a version follow one another: they become one. */
    private static void add(VersionKey key, VersionDays days, Failure failure) {
        LocalDate first = LocalDate.ofEpochDay(days.first());
        LocalDate last = LocalDate.ofEpochDay(days.last());
        failure.setEvents(failure.getEvents() + days.events);
        failure.setFirstSeen(earlier(first, failure.getFirstSeen()));
        failure.setLastSeen(later(last, failure.getLastSeen()));
        List<FailureVersion> seen = failure.getVersions();
        FailureVersion before = seen.isEmpty() ? null : seen.getLast();
        if (before != null
                && before.getDriverName().equals(key.driverName())
                && before.getDriverVersion().equals(key.driverVersion())) {
            before.setFirstSeen(earlier(first, before.getFirstSeen()));
            before.setLastSeen(later(last, before.getLastSeen()));
            before.setEvents(before.getEvents() + days.events);
        } else {
            seen.add(new FailureVersion(key.driverName(), key.driverVersion(), first, last, days.events));
        }
    }

    private static LocalDate earlier(LocalDate day, @Nullable LocalDate known) {
        return known == null || day.isBefore(known) ? day : known;
    }

    private static LocalDate later(LocalDate day, @Nullable LocalDate known) {
        return known == null || day.isAfter(known) ? day : known;
    }

    private Naming naming(String failureHash) {
        Naming known = naming;
        if (known == null) {
            known = Naming.of(text(name), failureHash);
            naming = known;
        }
        return known;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
