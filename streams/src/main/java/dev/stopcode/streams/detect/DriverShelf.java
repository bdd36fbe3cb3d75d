package dev.stopcode.streams.detect;

import dev.stopcode.schemas.DriverInstalls;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.streams.state.DayState;
import dev.stopcode.streams.state.DriverState;
import dev.stopcode.streams.state.FailureRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The drivers of one partition with their days and alerts on the heap; in stores, what {@link #write} and
 * {@link #putAlert} were called for.
 */
final class DriverShelf {

    /** A driver and its alerts. */
    record Entry(DriverBook book, AlertBook alerts) {}

    private final KeyValueStore<String, DriverState> drivers;
    private final KeyValueStore<String, FailureRef> failures;
    private final KeyValueStore<String, DayState> days;
    private final KeyValueStore<String, DriverVersion> versions;
    private final KeyValueStore<String, RegressionAlert> alerts;
    private final KeyValueStore<String, Long> installs;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, LocalDate> newestInstalls = new HashMap<>();

    DriverShelf(
            KeyValueStore<String, DriverState> drivers,
            KeyValueStore<String, FailureRef> failures,
            KeyValueStore<String, DayState> days,
            KeyValueStore<String, DriverVersion> versions,
            KeyValueStore<String, RegressionAlert> alerts,
            KeyValueStore<String, Long> installs) {
        this.drivers = drivers;
        this.failures = failures;
        this.days = days;
        this.versions = versions;
        this.alerts = alerts;
        this.installs = installs;
        try (KeyValueIterator<String, DriverState> all = drivers.all()) {
            all.forEachRemaining(driver -> entries.put(driver.key, restore(driver.key, driver.value)));
        }
    }

    private Entry restore(String name, DriverState state) {
        Entry entry = new Entry(DriverBook.restore(name, state), new AlertBook());
        String prefix = key(name, "");
        forEach(failures, prefix, (number, failure) -> entry.book().restoreFailure(failure));
        forEach(days, prefix, (day, counts) -> entry.book().restoreDay(Integer.parseInt(day), counts));
        forEach(alerts, prefix, (id, alert) -> entry.alerts().restore(alert));
        return entry;
    }

    /** In the order of keys, which are handed on without the prefix. */
    private static <V> void forEach(KeyValueStore<String, V> store, String prefix, BiConsumer<String, V> action) {
        try (KeyValueIterator<String, V> found = store.prefixScan(prefix, new StringSerializer())) {
            found.forEachRemaining(entry -> action.accept(entry.key.substring(prefix.length()), entry.value));
        }
    }

    /** A driver, new if it was never seen. */
    Entry get(String name) {
        return entries.computeIfAbsent(name, n -> new Entry(new DriverBook(n), new AlertBook()));
    }

    /** A driver, if it was seen. */
    Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    Collection<Entry> all() {
        return entries.values();
    }

    /** Writes what changed of a driver. */
    void write(DriverBook book) {
        book.writeTo(new DriverBook.Writer() {
            @Override
            public void driver(DriverState state) {
                drivers.put(book.name(), state);
            }

            @Override
            public void failure(int number, FailureRef failure) {
                failures.put(key(book.name(), String.format(Locale.ROOT, "%010d", number)), failure);
            }

            @Override
            public void day(int day, DayState state) {
                days.put(key(book.name(), Integer.toString(day)), state);
            }
        });
    }

    /** Keeps what is known of a release; false if that is no news. */
    boolean putVersion(DriverVersion version) {
        String key = key(version.getDriverName(), version.getEvidence().getDriverVersion());
        DriverVersion known = versions.get(key);
        if (known != null
                && version.equals(DriverVersion.newBuilder(known)
                        .setUpdatedAt(version.getUpdatedAt())
                        .build())) {
            return false;
        }
        versions.put(key, version);
        return true;
    }

    void putAlert(RegressionAlert alert) {
        alerts.put(key(alert.getDriverName(), alert.getAlertId()), alert);
    }

    /**
     * Keeps how many devices ran a version on a day. Of a driver that never fails nothing else is known: what was said of days
     * that are no longer kept goes when a newer one comes.
     *
     * @param historyDays days that are kept
     */
    void putInstalls(DriverInstalls known, int historyDays) {
        String key = key(known.getDriverName(), key(known.getDriverVersion(), ""));
        LocalDate newest = newestInstalls.get(known.getDriverName());
        if (newest == null || known.getDate().isAfter(newest)) {
            newestInstalls.put(known.getDriverName(), known.getDate());
            dropInstallsBefore(known.getDriverName(), (int) known.getDate().toEpochDay() - historyDays + 1);
        }
        if (known.getInstalls() > 0) {
            installs.put(key + known.getDate(), known.getInstalls());
        } else {
            installs.delete(key + known.getDate());
        }
    }

    private void dropInstallsBefore(String name, int day) {
        installs(name)
                .forEach(
                        Integer.MIN_VALUE,
                        day - 1,
                        (version, old, devices) -> installs.delete(
                                key(name, key(version, LocalDate.ofEpochDay(old).toString()))));
    }

    /** How many devices ran a driver's versions. */
    Installs installs(String name) {
        Installs known = new Installs();
        forEach(installs, key(name, ""), (versionAndDay, devices) -> restoreInstalls(known, versionAndDay, devices));
        return known;
    }

    /** Fills in what was written of installs; the key comes without the driver. */
    static void restoreInstalls(Installs known, String versionAndDay, long devices) {
        int end = versionAndDay.lastIndexOf('\n');
        LocalDate day = LocalDate.parse(versionAndDay.substring(end + 1));
        known.add(versionAndDay.substring(0, end), (int) day.toEpochDay(), devices);
    }

    /** Drops a driver's days before one, its alerts that ended before it, and the driver itself if nothing is left. */
    void dropBefore(Entry entry, int day) {
        String name = entry.book().name();
        List<Integer> droppedDays = entry.book().dropBefore(day);
        droppedDays.forEach(dropped -> days.delete(key(name, dropped.toString())));
        if (!droppedDays.isEmpty()) {
            dropInstallsBefore(name, day);
        }
        entry.alerts().dropBefore(LocalDate.ofEpochDay(day)).forEach(dropped -> alerts.delete(key(name, dropped)));
        if (entry.book().isEmpty() && entry.alerts().all().isEmpty()) {
            entries.remove(name);
            List<String> known = new ArrayList<>();
            forEach(failures, key(name, ""), (number, failure) -> known.add(key(name, number)));
            known.forEach(failures::delete);
            known.clear();
            forEach(days, key(name, ""), (old, counts) -> known.add(key(name, old)));
            known.forEach(days::delete);
            known.clear();
            forEach(versions, key(name, ""), (version, verdict) -> known.add(key(name, version)));
            known.forEach(versions::delete);
            drivers.delete(name);
        }
    }

    private static String key(String driver, String rest) {
        return driver + '\n' + rest;
    }
}
