package dev.stopcode.producer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted of one source. */
final class HarvestMetrics {

    private final MeterRegistry meters;
    private final String source;
    private final Counter pages;
    private final Counter rows;
    private final Counter rejected;
    private final AtomicLong lagDays = new AtomicLong();

    HarvestMetrics(MeterRegistry meters, String source) {
        this.meters = meters;
        this.source = source;
        this.pages = counter("stopcode.harvest.pages", "pages published");
        this.rows = counter("stopcode.harvest.rows", "rows published");
        this.rejected = counter("stopcode.harvest.dead.letters", "rows that could not be used");
        Gauge.builder("stopcode.harvest.lag", lagDays, AtomicLong::get)
                .description("age of the oldest day that has not been read whole")
                .baseUnit("days")
                .tag("source", source)
                .register(meters);
    }

    void published(int moreRows, int moreRejected) {
        pages.increment();
        rows.increment(moreRows);
        rejected.increment(moreRejected);
    }

    void marked(boolean complete) {
        days(complete ? "complete" : "partial");
    }

    void unread() {
        days("unread");
    }

    void drifted() {
        counter("stopcode.harvest.drifts", "harvests of a day that did not hang together")
                .increment();
    }

    void failed(Throwable cause) {
        Counter.builder("stopcode.harvest.failures")
                .description("failures that the harvest waited for, skipped a day for or stopped for")
                .tag("source", source)
                .tag("cause", cause.getClass().getSimpleName())
                .register(meters)
                .increment();
    }

    void lag(long days) {
        lagDays.set(days);
    }

    void run(String outcome) {
        Counter.builder("stopcode.harvest.runs")
                .description("runs of a report of which nothing, or not all, could be read")
                .tag("source", source)
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    private void days(String outcome) {
        Counter.builder("stopcode.harvest.days")
                .description("days done with, by their mark; unread where nothing of a day could be had")
                .tag("source", source)
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("source", source)
                .register(meters);
    }
}
