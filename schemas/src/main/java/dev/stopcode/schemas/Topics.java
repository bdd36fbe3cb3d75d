package dev.stopcode.schemas;

import static dev.stopcode.schemas.Topic.Cleanup.COMPACT;
import static dev.stopcode.schemas.Topic.Cleanup.COMPACT_AND_DELETE;
import static dev.stopcode.schemas.Topic.Cleanup.DELETE;
import static dev.stopcode.schemas.Topic.Parties.writtenBy;
import static dev.stopcode.schemas.Topic.Party.ANYBODY;
import static dev.stopcode.schemas.Topic.Party.PRODUCER;
import static dev.stopcode.schemas.Topic.Party.STREAMS;
import static dev.stopcode.schemas.Topic.Party.WORKER;
import static dev.stopcode.schemas.Topic.SCALED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** The catalogue: every topic of Stopcode. No topic name stands anywhere else. */
@NullMarked
public final class Topics {

    /** Personal data is kept for at most thirty days; a segment that is rolled daily adds a day to the retention. */
    public static final Duration PERSONAL = Duration.ofDays(28);

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration TWO_YEARS = Duration.ofDays(730);

    public static final Topic<FailureHit> FAILURE_HITS = new Topic<>(
            "failure-hits",
            "failureHash (source id in a harvest mark)",
            FailureHit.class,
            SCALED,
            DELETE,
            MONTH,
            false,
            false,
            writtenBy(PRODUCER).readBy(PRODUCER, STREAMS),
            "aggregated rows as harvested, and harvest marks");

    public static final Topic<ReportRow> REPORT_ROWS = new Topic<>(
            "report-rows",
            "failureHash (source id in a harvest mark)",
            ReportRow.class,
            SCALED,
            DELETE,
            PERSONAL,
            true,
            false,
            writtenBy(PRODUCER).readBy(PRODUCER, STREAMS),
            "single failure events with their dumps and devices");

    public static final Topic<Failure> FAILURES = new Topic<>(
            "failures",
            "failureHash",
            Failure.class,
            SCALED,
            COMPACT,
            Duration.ZERO,
            false,
            false,
            writtenBy(STREAMS),
            "the table of deduplicated failures");

    public static final Topic<DriverDay> DRIVER_DAYS = new Topic<>(
            "driver-days",
            "driverName|driverVersion|date, partitioned by driverName",
            DriverDay.class,
            SCALED,
            COMPACT,
            Duration.ZERO,
            false,
            false,
            writtenBy(STREAMS),
            "daily counts by driver and version with what was expected");

    public static final Topic<DriverVersion> DRIVER_VERSIONS = new Topic<>(
            "driver-versions",
            "driverName|driverVersion, partitioned by driverName",
            DriverVersion.class,
            SCALED,
            COMPACT,
            Duration.ZERO,
            false,
            false,
            writtenBy(STREAMS),
            "releases and whether they are worse than their predecessors");

    public static final Topic<DriverInstalls> DRIVER_INSTALLS = new Topic<>(
            "driver-installs",
            "driverName|driverVersion|date, partitioned by driverName",
            DriverInstalls.class,
            SCALED,
            COMPACT,
            Duration.ZERO,
            false,
            false,
            writtenBy(ANYBODY).readBy(STREAMS),
            "devices that run each version");

    public static final Topic<RegressionAlert> REGRESSION_ALERTS = new Topic<>(
            "regression-alerts",
            "driverName",
            RegressionAlert.class,
            SCALED,
            DELETE,
            TWO_YEARS,
            false,
            false,
            writtenBy(STREAMS),
            "the feed of alerts: every state of every alert");

    public static final Topic<RegressionAlert> ALERTS = new Topic<>(
            "alerts",
            "alertId",
            RegressionAlert.class,
            SCALED,
            COMPACT,
            Duration.ZERO,
            false,
            false,
            writtenBy(STREAMS),
            "the table of alerts: the latest state of each");

    public static final Topic<AlertAction> ALERT_ACTIONS = new Topic<>(
            "alert-actions",
            "driverName",
            AlertAction.class,
            SCALED,
            DELETE,
            MONTH,
            false,
            false,
            writtenBy(ANYBODY).readBy(STREAMS),
            "what people did about alerts");

    /**
     * One partition: the members of a share group share it record by record, but a partition of several is one
     * member's.
     */
    public static final Topic<CabRequest> CAB_REQUESTS = new Topic<>(
            "cab-requests",
            "failureHash",
            CabRequest.class,
            1,
            DELETE,
            PERSONAL,
            true,
            false,
            writtenBy(STREAMS).readBy(WORKER),
            "dumps that the worker is asked to fetch");

    public static final Topic<Cab> CABS = new Topic<>(
            "cabs",
            "cabIdHash",
            Cab.class,
            SCALED,
            COMPACT_AND_DELETE,
            PERSONAL,
            true,
            false,
            writtenBy(STREAMS, WORKER).readBy(STREAMS),
            "what became of each requested dump");

    /** Outlives the dumps that it tells of, by far, and so names none of them. */
    public static final Topic<CabPurge> CAB_PURGES = new Topic<>(
            "cab-purges",
            "purgeId",
            CabPurge.class,
            1,
            COMPACT_AND_DELETE,
            TWO_YEARS,
            false,
            false,
            writtenBy(WORKER),
            "the ledger of dumps that were destroyed");

    public static final Topic<HarvestCheckpoint> HARVEST_CHECKPOINTS = new Topic<>(
            "harvest-checkpoints",
            "source id",
            HarvestCheckpoint.class,
            1,
            COMPACT,
            Duration.ZERO,
            false,
            false,
            writtenBy(PRODUCER).readBy(PRODUCER),
            "where the harvest of each source stands");

    public static final Topic<SourceStatus> SOURCE_STATUS = new Topic<>(
            "source-status",
            "source id",
            SourceStatus.class,
            1,
            COMPACT,
            Duration.ZERO,
            false,
            false,
            writtenBy(STREAMS),
            "how far each source is, how complete its days are, and whether it has stopped");

    public static final Topic<byte[]> DEAD_LETTERS = new Topic<>(
            "dead-letters",
            "key of the record or row, where it has one",
            byte[].class,
            1,
            DELETE,
            PERSONAL,
            true,
            false,
            writtenBy(PRODUCER, STREAMS, WORKER),
            "input that could not be used, byte for byte, with its cause in the headers");

    public static final Topic<DetailRequest> DETAIL_REQUESTS = new Topic<>(
            "detail-requests",
            "failureHash",
            DetailRequest.class,
            SCALED,
            DELETE,
            MONTH,
            false,
            true,
            writtenBy(STREAMS).readBy(PRODUCER),
            "asks the producer for single events of a failure");

    public static final Topic<DriverDelta> DRIVER_DELTAS = new Topic<>(
            "driver-deltas",
            "driverName (source id in a harvest mark)",
            DriverDelta.class,
            SCALED,
            DELETE,
            MONTH,
            false,
            true,
            writtenBy(STREAMS).readBy(STREAMS),
            "changes of counts on their way from deduplication to detection");

    public static final Topic<CabWish> CAB_WISHES = new Topic<>(
            "cab-wishes",
            "failureHash",
            CabWish.class,
            SCALED,
            DELETE,
            MONTH,
            false,
            true,
            writtenBy(STREAMS).readBy(STREAMS),
            "alerts that want dumps on their way from detection to CAB selection");

    public static final Topic<CabAsk> CAB_ASKS = new Topic<>(
            "cab-asks",
            "driverName",
            CabAsk.class,
            SCALED,
            DELETE,
            PERSONAL,
            true,
            true,
            writtenBy(STREAMS).readBy(STREAMS),
            "dumps that were chosen and searches for others on their way through the driver's budget");

    public static final Topic<Cab> CAB_RESULTS = new Topic<>(
            "cab-results",
            "failureHash",
            Cab.class,
            SCALED,
            DELETE,
            PERSONAL,
            true,
            true,
            writtenBy(STREAMS).readBy(STREAMS),
            "what became of requested dumps, on its way back to CAB selection");

    /** All topics, the contract's first. */
    public static final List<Topic<?>> ALL = List.of(
            FAILURE_HITS,
            REPORT_ROWS,
            FAILURES,
            DRIVER_DAYS,
            DRIVER_VERSIONS,
            DRIVER_INSTALLS,
            REGRESSION_ALERTS,
            ALERTS,
            ALERT_ACTIONS,
            CAB_REQUESTS,
            CABS,
            CAB_PURGES,
            HARVEST_CHECKPOINTS,
            SOURCE_STATUS,
            DEAD_LETTERS,
            DETAIL_REQUESTS,
            DRIVER_DELTAS,
            CAB_WISHES,
            CAB_ASKS,
            CAB_RESULTS);

    private Topics() {}

    /** The topic of that base name, for example {@code alerts}. */
    public static Optional<Topic<?>> find(String baseName) {
        return ALL.stream().filter(topic -> topic.baseName().equals(baseName)).findFirst();
    }
}
