package dev.stopcode.streams.detect;

import dev.stopcode.config.DetectionConfig;
import dev.stopcode.schemas.FailureBreakdown;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.streams.runtime.StateSerde;
import dev.stopcode.streams.state.DayState;
import dev.stopcode.streams.state.DriverState;
import dev.stopcode.streams.state.FailureRef;
import dev.stopcode.streams.state.SourceState;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** What detection keeps of one driver, as the changelogs of its stores have it. */
public final class StoredDriver {

    private final String driverName;
    private final DetectionConfig config;
    private final Map<String, NavigableMap<String, byte[]>> stores = new HashMap<>();

    /** @param config as the topology has it */
    public StoredDriver(String driverName, DetectionConfig config) {
        this.driverName = driverName;
        this.config = config;
    }

    /** The stores that are to be read, in any order. */
    public static List<String> stores() {
        return List.of(
                DetectTopology.DRIVERS,
                DetectTopology.FAILURES,
                DetectTopology.DAYS,
                DetectTopology.BREAKDOWNS,
                DetectTopology.ALERTS,
                DetectTopology.SOURCES);
    }

    /** Takes a record of a store's changelog, in the order of its partition; those of other drivers are left out. */
    public void take(String store, String key, byte @Nullable [] value) {
        boolean isWanted = switch (store) {
            case DetectTopology.SOURCES -> true;
            case DetectTopology.DRIVERS -> key.equals(driverName);
            default -> key.startsWith(driverName + '\n');
        };
        if (isWanted) {
            NavigableMap<String, byte[]> entries = stores.computeIfAbsent(store, name -> new TreeMap<>());
            if (value == null) {
                entries.remove(key);
            } else {
                entries.put(key, value);
            }
        }
    }

    /** What there is to be explained; empty if nothing of the driver was ever judged. */
    public Optional<Explainer> explainer() {
        Sources sources = DetectProcessor.sourcesOf(config);
        forEach(DetectTopology.SOURCES, SourceState.class, sources::remember);
        DriverBook[] found = {null};
        forEach(DetectTopology.DRIVERS, DriverState.class, (name, state) -> found[0] = DriverBook.restore(name, state));
        DriverBook book = found[0];
        OptionalInt last = book == null ? OptionalInt.empty() : sources.lastDay(book.sources());
        if (book == null || last.isEmpty() || last.getAsInt() < book.firstDay()) {
            return Optional.empty();
        }
        forEach(DetectTopology.FAILURES, FailureRef.class, (number, failure) -> book.restoreFailure(failure));
        forEach(DetectTopology.DAYS, DayState.class, (day, state) -> book.restoreDay(Integer.parseInt(day), state));
        AlertBook alerts = new AlertBook();
        forEach(DetectTopology.ALERTS, RegressionAlert.class, (id, alert) -> alerts.restore(alert));
        DriverDays days = DriverDays.of(book, last.getAsInt(), sources);
        book.judge(days);
        Case driver = Case.of(book, days, alerts, sources);
        LocalDate asOf = LocalDate.ofEpochDay(sources.asOf(book.sources()));
        return Optional.of(new Explainer(driver, asOf, config.sensitivity().threshold(), this::breakdown));
    }

    private Breakdown breakdown(@Nullable String failureHash, List<String> sources) {
        Breakdown breakdown = new Breakdown();
        forEach(DetectTopology.BREAKDOWNS, FailureBreakdown.class, (key, failure) -> {
            String[] parts = key.split("\n", -1);
            if ((failureHash == null || failureHash.equals(failure.getFailureHash())) && sources.contains(parts[2])) {
                breakdown.add(Integer.parseInt(parts[0]), failure);
            }
        });
        return breakdown;
    }

    /** In the order of keys, which are handed on without the driver's name. */
    private <V extends SpecificRecord> void forEach(String store, Class<V> type, BiConsumer<String, V> action) {
        try (Deserializer<V> values = StateSerde.of(type).deserializer()) {
            stores.getOrDefault(store, new TreeMap<>()).forEach((key, value) -> {
                V decoded = values.deserialize(store, value);
                action.accept(key.substring(key.indexOf('\n') + 1), decoded);
            });
        }
    }
}
