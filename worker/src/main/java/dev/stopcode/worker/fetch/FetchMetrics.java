package dev.stopcode.worker.fetch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the worker counts; readable here and published as meters. */
public final class FetchMetrics {

    private final Map<Outcome, LongAdder> outcomes = new EnumMap<>(Outcome.class);
    private final LongAdder bytes = new LongAdder();
    private final LongAdder consumerFailures = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final Timer downloads;
    private volatile String fault = "";

    public FetchMetrics(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            LongAdder count = new LongAdder();
            outcomes.put(outcome, count);
            FunctionCounter.builder("stopcode.worker.requests", count, LongAdder::sum)
                    .tag("outcome", outcome.tag())
                    .description("Deliveries of requests, by how they ended")
                    .register(meters);
        }
        FunctionCounter.builder("stopcode.worker.stored", bytes, LongAdder::sum)
                .baseUnit("bytes")
                .description("Bytes of the dumps that were stored")
                .register(meters);
        FunctionCounter.builder("stopcode.worker.consumer.failures", consumerFailures, LongAdder::sum)
                .description("Share consumers that failed and were replaced")
                .register(meters);
        Gauge.builder("stopcode.worker.in.flight", inFlight, AtomicInteger::get)
                .description("Requests in hand")
                .register(meters);
        Gauge.builder("stopcode.worker.held", held, AtomicInteger::get)
                .description("Requests in hand that wait for disk, cluster or credentials to work again")
                .register(meters);
        downloads = Timer.builder("stopcode.worker.download")
                .description("Time of a download, failed ones included")
                .register(meters);
    }

    /** Deliveries that ended so. */
    public long count(Outcome outcome) {
        return adder(outcome).sum();
    }

    /** Bytes of the dumps that were stored. */
    public long bytes() {
        return bytes.sum();
    }

    /** Requests in hand. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Requests in hand that wait for disk, cluster or credentials. */
    public int held() {
        return held.get();
    }

    /** What the requests that are held wait for, as the last of them was told; empty while none is held. */
    public String waitsFor() {
        return held() == 0 ? "" : fault;
    }

    void ended(Outcome outcome) {
        adder(outcome).increment();
    }

    void stored(long size) {
        bytes.add(size);
    }

    void downloaded(Timer.Sample started) {
        started.stop(downloads);
    }

    void taken() {
        inFlight.incrementAndGet();
    }

    void letGo() {
        inFlight.decrementAndGet();
    }

    void holding() {
        held.incrementAndGet();
    }

    void waitsFor(String what) {
        fault = what;
    }

    void resumed() {
        held.decrementAndGet();
    }

    void consumerFailed() {
        consumerFailures.increment();
    }

    private LongAdder adder(Outcome outcome) {
        return Objects.requireNonNull(outcomes.get(outcome));
    }
}
