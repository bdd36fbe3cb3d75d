package dev.stopcode.worker.retention;

import dev.stopcode.schemas.PurgeReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What is known of the store's size, and what left it; readable here and published as meters. */
public final class StoreMetrics {

    private final Map<PurgeReason, LongAdder> purged = new EnumMap<>(PurgeReason.class);
    private final AtomicLong used = new AtomicLong();
    private volatile String shortage = "";

    public StoreMetrics(MeterRegistry meters) {
        for (PurgeReason reason : PurgeReason.values()) {
            LongAdder count = new LongAdder();
            purged.put(reason, count);
            FunctionCounter.builder("stopcode.worker.purged", count, LongAdder::sum)
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .description("Dumps that were destroyed, by reason")
                    .register(meters);
        }
        Gauge.builder("stopcode.worker.store.used", used, AtomicLong::get)
                .baseUnit("bytes")
                .description("Bytes of the dumps in the store, as last counted")
                .register(meters);
        Gauge.builder("stopcode.worker.store.full", this, metrics -> metrics.full() ? 1 : 0)
                .description("1 while no request is taken because store or disk are full, else 0")
                .register(meters);
    }

    /** Dumps that were destroyed. */
    public long purged() {
        return purged.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Bytes of the dumps in the store, as last counted. */
    public long used() {
        return used.get();
    }

    /** Whether no request is taken because store or disk are full. */
    public boolean full() {
        return !shortage().isEmpty();
    }

    void purged(PurgeReason reason) {
        Objects.requireNonNull(purged.get(reason)).increment();
    }

    void counted(long bytes) {
        used.set(bytes);
    }

    void kept(long bytes) {
        used.addAndGet(bytes);
    }

    /** What store or disk lack, empty while there is room. */
    public String shortage() {
        return shortage;
    }

    /** Notes what store or disk lack; true if it is news that they do, or no longer do. */
    synchronized boolean shortage(String now) {
        boolean news = shortage.isEmpty() != now.isEmpty();
        shortage = now;
        return news;
    }
}
