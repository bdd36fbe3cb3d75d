package dev.stopcode.streams.detect;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;

import dev.stopcode.schemas.ActionKind;
import dev.stopcode.schemas.AlertAction;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import dev.stopcode.streams.TopologyFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A topology that the days of one driver are piped into. */
abstract class Harvested {

    static final int STEADY = 1;
    static final int OTHER = 2;

    @TempDir
    Path stateDir;

    TopologyFixture topology;
    TestInputTopic<String, FailureHit> hits;
    long harvest;

    @BeforeEach
    void start() {
        topology = new TopologyFixture(stateDir);
        hits = topology.input(Topics.FAILURE_HITS);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    /** Harvests a day: a steady failure on two versions, and another with so many events. */
    void harvest(LocalDate day, long other) {
        harvest++;
        pipe(CONTOSO.row(day, harvest, STEADY, "1.0.0.0", "US", 4));
        pipe(CONTOSO.row(day, harvest, STEADY, "1.1.0.0", "DE", 2));
        if (other > 0) {
            pipe(CONTOSO.row(day, harvest, OTHER, "1.1.0.0", "US", other));
        }
        pipe(CONTOSO.complete(day, harvest));
    }

    void pipe(FailureHit hit) {
        hits.pipeInput(Rows.key(hit), hit);
    }

    /** Harvests the days from {@code daysAgo} before today up to a day, the other failure at 3 a day. */
    void harvestQuietDays(int daysAgo, LocalDate until) {
        for (LocalDate day = TODAY.minusDays(daysAgo); !day.isAfter(until); day = day.plusDays(1)) {
            harvest(day, 3);
        }
    }

    /** Harvests a day of one failure in two markets. */
    void harvestMarkets(LocalDate day, long us, long de) {
        harvest++;
        for (FailureHit hit : List.of(
                CONTOSO.row(day, harvest, OTHER, "1.1.0.0", "US", us),
                CONTOSO.row(day, harvest, OTHER, "1.1.0.0", "DE", de))) {
            hit.setOsVersion("10.0.26100");
            pipe(hit);
        }
        pipe(CONTOSO.complete(day, harvest));
    }

    /** Events of a report that does not count, each on a device of its own, and the mark of their day. */
    void report(LocalDate day, int devices) {
        Rows rows = new Rows("report", "contoso.sys");
        TestInputTopic<String, ReportRow> events = topology.input(Topics.REPORT_ROWS);
        for (int number = 0; number < devices; number++) {
            ReportRow event = rows.event(day, 1, OTHER, "1.1.0.0", "US", number, "device-" + number);
            event.setCounting(false);
            events.pipeInput(Rows.key(event), event);
        }
        ReportRow mark = rows.reported(day, 1);
        mark.setCounting(false);
        events.pipeInput(Rows.key(mark), mark);
    }

    /** Events of a report that counts, on so many devices, and the mark of their day. */
    void reportEvents(LocalDate day, int events, int devices) {
        Rows rows = new Rows("report", "contoso.sys");
        TestInputTopic<String, ReportRow> input = topology.input(Topics.REPORT_ROWS);
        for (int number = 0; number < events; number++) {
            String device = day + "-" + Math.min(number, devices - 1);
            ReportRow event = rows.event(day, 1, OTHER, "1.1.0.0", "US", number, device);
            input.pipeInput(Rows.key(event), event);
        }
        ReportRow mark = rows.reported(day, 1);
        input.pipeInput(Rows.key(mark), mark);
    }

    /** Harvests a day of six failures; the last one in the release alone, as often as said. */
    void harvestRelease(LocalDate day, long ofOld, long ofNew, long worse) {
        harvest++;
        for (int failure = 10; failure < 15; failure++) {
            if (ofOld > 0) {
                pipe(CONTOSO.row(day, harvest, failure, "2.1.0.9", "US", ofOld));
            }
            if (ofNew > 0) {
                pipe(CONTOSO.row(day, harvest, failure, "2.1.0.10", "US", ofNew));
            }
        }
        if (worse > 0) {
            pipe(CONTOSO.row(day, harvest, 15, "2.1.0.10", "US", worse));
        }
        pipe(CONTOSO.complete(day, harvest));
    }

    void act(RegressionAlert alert, ActionKind kind) {
        TestInputTopic<String, AlertAction> actions = topology.input(Topics.ALERT_ACTIONS);
        actions.pipeInput(
                alert.getDriverName(),
                new AlertAction(alert.getAlertId(), alert.getDriverName(), kind, "ann", "known", Instant.EPOCH));
    }
}
