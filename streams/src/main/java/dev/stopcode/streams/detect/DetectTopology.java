package dev.stopcode.streams.detect;

import dev.stopcode.schemas.CabWish;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.FailureBreakdown;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.SourceStatus;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.runtime.StateSerde;
import dev.stopcode.streams.runtime.TopologyContext;
import dev.stopcode.streams.state.DayState;
import dev.stopcode.streams.state.DriverState;
import dev.stopcode.streams.state.FailureRef;
import dev.stopcode.streams.state.MarkState;
import dev.stopcode.streams.state.SourceState;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The second sub-topology, keyed by driverName: {@code driver-deltas} and {@code alert-actions} in, {@code driver-days}, {@code driver-versions},
 * {@code regression-alerts}, {@code alerts}, {@code source-status} and {@code cab-wishes} out.
 */
public final class DetectTopology {

    static final String DRIVERS = "detect-drivers";
    static final String FAILURES = "detect-failures";
    static final String DAYS = "detect-days";
    static final String BREAKDOWNS = "detect-breakdowns";
    static final String VERSIONS = "detect-versions";
    static final String ALERTS = "detect-alerts";
    static final String SOURCES = "detect-sources";
    static final String MARKS = "detect-marks";
    static final String HELD = "detect-held";

    private DetectTopology() {}

    /** Adds the sub-topology. */
    public static void addTo(StreamsBuilder builder, TopologyContext context) {
        builder.addStateStore(context.store(DRIVERS, Serdes.String(), StateSerde.of(DriverState.class)));
        builder.addStateStore(context.store(FAILURES, Serdes.String(), StateSerde.of(FailureRef.class)));
        builder.addStateStore(context.store(DAYS, Serdes.String(), StateSerde.of(DayState.class)));
        builder.addStateStore(context.store(BREAKDOWNS, Serdes.String(), StateSerde.of(FailureBreakdown.class)));
        builder.addStateStore(context.store(VERSIONS, Serdes.String(), StateSerde.of(DriverVersion.class)));
        builder.addStateStore(context.store(ALERTS, Serdes.String(), StateSerde.of(RegressionAlert.class)));
        builder.addStateStore(context.store(SOURCES, Serdes.String(), StateSerde.of(SourceState.class)));
        builder.addStateStore(context.store(MARKS, Serdes.String(), StateSerde.of(MarkState.class)));
        builder.addStateStore(context.store(HELD, Serdes.String(), StateSerde.of(DriverDelta.class)));

        KStream<String, SpecificRecord> deltas = context.read(builder, Topics.DRIVER_DELTAS)
                .mapValues(delta -> (SpecificRecord) delta, Named.as("detect-delta"));
        KStream<String, SpecificRecord> actions = context.read(builder, Topics.ALERT_ACTIONS)
                .mapValues(action -> (SpecificRecord) action, Named.as("detect-action"));
        KStream<String, SpecificRecord> news = deltas.merge(actions, Named.as("detect-input"))
                .process(
                        () -> new DetectProcessor(context.config().detection()),
                        Named.as("detect-judge"),
                        DRIVERS,
                        FAILURES,
                        DAYS,
                        BREAKDOWNS,
                        VERSIONS,
                        ALERTS,
                        SOURCES,
                        MARKS,
                        HELD);

        TopologyContext.only(news, DriverDay.class, "detect-day-only", "detect-as-day")
                .to(
                        context.name(Topics.DRIVER_DAYS),
                        context.write(Topics.DRIVER_DAYS, (topic, key, day, n) -> partition(day.getDriverName(), n)));
        TopologyContext.only(news, DriverVersion.class, "detect-version-only", "detect-as-version")
                .to(
                        context.name(Topics.DRIVER_VERSIONS),
                        context.write(
                                Topics.DRIVER_VERSIONS,
                                (topic, key, version, n) -> partition(version.getDriverName(), n)));
        KStream<String, RegressionAlert> alerts =
                TopologyContext.only(news, RegressionAlert.class, "detect-alert-only", "detect-as-alert");
        alerts.to(context.name(Topics.REGRESSION_ALERTS), context.write(Topics.REGRESSION_ALERTS));
        alerts.selectKey((driver, alert) -> alert.getAlertId(), Named.as("detect-alert-by-id"))
                .to(context.name(Topics.ALERTS), context.write(Topics.ALERTS));
        TopologyContext.only(news, SourceStatus.class, "detect-source-only", "detect-as-source")
                .to(context.name(Topics.SOURCE_STATUS), context.write(Topics.SOURCE_STATUS));
        TopologyContext.only(news, CabWish.class, "detect-wish-only", "detect-as-wish")
                .to(context.name(Topics.CAB_WISHES), context.write(Topics.CAB_WISHES));
    }

    private static Optional<Set<Integer>> partition(String driverName, int partitions) {
        return Optional.of(Set.of(partitionOf(driverName, partitions)));
    }

    /** The partition of a driver in topics and changelogs that have so many, as the default partitioner has it for a key. */
    public static int partitionOf(String driverName, int partitions) {
        byte[] key = Objects.requireNonNull(Serdes.String().serializer().serialize("", driverName));
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
