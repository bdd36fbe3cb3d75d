package dev.stopcode.sandbox.api;

import dev.stopcode.sandbox.report.ReportTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * How a simulated Dev Center behaves.
 *
 * @param rows what it serves
 * @param clock its date, before it is advanced; tokens and links to dumps live by the real time
 * @param listen where it is found
 * @param clientId the one application that gets a token
 * @param clientSecret its secret
 * @param tokenLifetime how long a token is good for
 * @param linkLifetime how long a download link is good for
 * @param pageCap rows of a page at most, whatever was asked for
 * @param nextLink how {@code @nextLink} is written
 * @param reports how long things about reports take
 */
public record SimulatorConfig(
        FailureSource rows,
        Clock clock,
        Listen listen,
        String clientId,
        String clientSecret,
        Duration tokenLifetime,
        Duration linkLifetime,
        int pageCap,
        NextLink nextLink,
        ReportTimes reports) {

    /**
     * Where it is found.
     *
     * @param host a name or address of this machine: it listens there, and its links lead there
     * @param apiPort port of the API and of the token endpoint, 0 for any
     * @param blobPort port of the host that dumps are downloaded from, 0 for any
     */
    public record Listen(String host, int apiPort, int blobPort) {

        /** Free ports of the loopback interface. */
        public static final Listen LOOPBACK = new Listen("127.0.0.1", 0, 0);
    }

    /** Ways in which {@code @nextLink} is seen. */
    public enum NextLink {
        ABSOLUTE,
        RELATIVE,
        NONE
    }

    /** Free ports, the vendor's lifetimes and limits, and a clock that stands at noon of the rows' today. */
    public static SimulatorConfig of(FailureSource rows) {
        Clock noon = Clock.fixed(rows.today().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        return new SimulatorConfig(
                rows,
                noon,
                Listen.LOOPBACK,
                "sandbox",
                "sandbox-secret",
                Duration.ofHours(1),
                Duration.ofHours(1),
                10_000,
                NextLink.ABSOLUTE,
                ReportTimes.STANDARD);
    }

    public SimulatorConfig withClock(Clock other) {
        return with(other, listen, tokenLifetime, linkLifetime, pageCap, nextLink, reports);
    }

    public SimulatorConfig at(Listen where) {
        return with(clock, where, tokenLifetime, linkLifetime, pageCap, nextLink, reports);
    }

    public SimulatorConfig withLifetimes(Duration token, Duration link) {
        return with(clock, listen, token, link, pageCap, nextLink, reports);
    }

    public SimulatorConfig withPages(int cap, NextLink link) {
        return with(clock, listen, tokenLifetime, linkLifetime, cap, link, reports);
    }

    public SimulatorConfig withReports(ReportTimes times) {
        return with(clock, listen, tokenLifetime, linkLifetime, pageCap, nextLink, times);
    }

    private SimulatorConfig with(
            Clock date, Listen where, Duration token, Duration link, int cap, NextLink next, ReportTimes times) {
        return new SimulatorConfig(rows, date, where, clientId, clientSecret, token, link, cap, next, times);
    }

    @Override
    public String toString() {
        return "SimulatorConfig[listen=" + listen + ", pageCap=" + pageCap + ", nextLink=" + nextLink + "]";
    }
}
