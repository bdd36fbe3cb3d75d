package dev.stopcode.streams.detect;

import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.streams.state.DayState;
import dev.stopcode.streams.state.DriverState;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The drivers of one partition with their days and alerts, on the heap and, always up to date, in stores. */
final class DriverShelf {

    /** A driver and its alerts. */
    record Entry(DriverBook book, AlertBook alerts) {}

    private final KeyValueStore<String, DriverState> drivers;
    private final KeyValueStore<String, DayState> days;
    private final KeyValueStore<String, RegressionAlert> alerts;
    private final Map<String, Entry> entries = new TreeMap<>();

    DriverShelf(
            KeyValueStore<String, DriverState> drivers,
            KeyValueStore<String, DayState> days,
            KeyValueStore<String, RegressionAlert> alerts) {
        this.drivers = drivers;
        this.days = days;
        this.alerts = alerts;
        try (KeyValueIterator<String, DriverState> all = drivers.all()) {
            all.forEachRemaining(driver -> entries.put(driver.key, restore(driver.key, driver.value)));
        }
    }

    private Entry restore(String name, DriverState state) {
        Entry entry = new Entry(DriverBook.restore(name, state), new AlertBook());
        String prefix = key(name, "");
        try (KeyValueIterator<String, DayState> ofDriver = days.prefixScan(prefix, new StringSerializer())) {
            ofDriver.forEachRemaining(
                    day -> entry.book().restoreDay(Integer.parseInt(day.key.substring(prefix.length())), day.value));
        }
        try (KeyValueIterator<String, RegressionAlert> ofDriver = alerts.prefixScan(prefix, new StringSerializer())) {
            ofDriver.forEachRemaining(alert -> entry.alerts().restore(alert.value));
        }
        return entry;
    }

    /** A driver, new if it was never seen. */
    Entry get(String name) {
        return entries.computeIfAbsent(name, n -> new Entry(new DriverBook(n), new AlertBook()));
    }

    Collection<Entry> all() {
        return entries.values();
    }

    void putDriver(DriverBook book) {
        drivers.put(book.name(), book.state());
    }

    void putDay(DriverBook book, int day) {
        days.put(key(book.name(), Integer.toString(day)), book.dayState(day));
    }

    void putAlert(RegressionAlert alert) {
        alerts.put(key(alert.getDriverName(), alert.getAlertId()), alert);
    }

    /** Drops a driver's days before one, its alerts that ended before it, and the driver itself if nothing is left. */
    void dropBefore(Entry entry, int day) {
        String name = entry.book().name();
        entry.book().dropBefore(day).forEach(dropped -> days.delete(key(name, dropped.toString())));
        entry.alerts().dropBefore(LocalDate.ofEpochDay(day)).forEach(dropped -> alerts.delete(key(name, dropped)));
        if (entry.book().isEmpty() && entry.alerts().all().isEmpty()) {
            entries.remove(name);
            drivers.delete(name);
        }
    }

    private static String key(String driver, String rest) {
        return driver + '\n' + rest;
    }
}
