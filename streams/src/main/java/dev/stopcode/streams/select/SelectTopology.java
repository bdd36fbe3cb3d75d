package dev.stopcode.streams.select;

import dev.stopcode.config.CabBudget;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabAsk;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.runtime.StateSerde;
import dev.stopcode.streams.runtime.TopologyContext;
import dev.stopcode.streams.state.Budget;
import dev.stopcode.streams.state.KnownCab;
import dev.stopcode.streams.state.WishBook;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * CAB selection, keyed by failureHash: {@code cab-wishes}, {@code cab-misses} and {@code report-rows} in, {@code cab-asks} out. It runs in the tasks
 * of deduplication, which reads the same rows. Behind it, keyed by driverName, what the driver's budget allows becomes
 * {@code cab-requests} and {@code detail-requests}.
 */
public final class SelectTopology {

    static final String CABS = "select-cabs";
    static final String WISHES = "select-wishes";
    static final String BUDGETS = "select-budgets";
    static final String WAITING = "select-waiting";

    /** The stores that name dumps, and what they hold. */
    public static final Map<String, String> PERSONAL_STORES = Map.of(
            CABS, "dumps that are known of failures",
            WISHES, "alerts that want dumps",
            WAITING, "dumps that wait for the driver's budget");

    /** A dump with one of these states makes room for another. */
    private static final Set<CabStatus> MISSED = EnumSet.of(CabStatus.EXPIRED, CabStatus.REJECTED);

    private SelectTopology() {}

    /** Adds the sub-topology. */
    public static void addTo(StreamsBuilder builder, TopologyContext context, KStream<String, byte[]> reportRows) {
        // the store names dumps: its changelog ages out as the topic that the names came from
        Map<String, String> changelog = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                "compact,delete",
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(Selection.MEMORY.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                Topics.REPORT_ROWS.config().get(TopicConfig.SEGMENT_MS_CONFIG));
        builder.addStateStore(context.store(CABS, Serdes.String(), StateSerde.of(KnownCab.class), changelog));
        builder.addStateStore(context.store(WISHES, Serdes.String(), StateSerde.of(WishBook.class), changelog));
        builder.addStateStore(context.store(BUDGETS, Serdes.String(), StateSerde.of(Budget.class), changelog));
        builder.addStateStore(context.store(WAITING, Serdes.String(), StateSerde.of(CabAsk.class), changelog));

        Serde<ReportRow> serde = context.serde(Topics.REPORT_ROWS);
        KStream<String, SpecificRecord> rows = reportRows.processValues(
                () -> new CabRowProcessor(context.name(Topics.REPORT_ROWS), serde.deserializer()),
                Named.as("select-row"));
        KStream<String, SpecificRecord> wishes = context.read(builder, Topics.CAB_WISHES)
                .mapValues(wish -> (SpecificRecord) wish, Named.as("select-wish"));
        context.read(builder, Topics.CABS)
                .filter((cab, result) -> MISSED.contains(result.getStatus()), Named.as("select-missed"))
                .selectKey((cab, result) -> result.getFailureHash(), Named.as("select-missed-by-failure"))
                .to(context.name(Topics.CAB_MISSES), context.write(Topics.CAB_MISSES));
        KStream<String, SpecificRecord> misses = context.read(builder, Topics.CAB_MISSES)
                .mapValues(miss -> (SpecificRecord) miss, Named.as("select-miss"));
        CabBudget budget = context.config().cabs().budget();
        rows.merge(wishes, Named.as("select-inputs"))
                .merge(misses, Named.as("select-inputs-with-misses"))
                .process(() -> new SelectProcessor(budget.perAlert()), Named.as("select-choose"), CABS, WISHES)
                .to(context.name(Topics.CAB_ASKS), context.write(Topics.CAB_ASKS));

        KStream<String, SpecificRecord> requests = context.read(builder, Topics.CAB_ASKS)
                .process(() -> new BudgetProcessor(budget), Named.as("select-budget"), BUDGETS, WAITING);
        TopologyContext.only(requests, CabRequest.class, "select-cabs-only", "select-as-cab")
                .to(context.name(Topics.CAB_REQUESTS), context.write(Topics.CAB_REQUESTS));
        TopologyContext.only(requests, DetailRequest.class, "select-details-only", "select-as-detail")
                .to(context.name(Topics.DETAIL_REQUESTS), context.write(Topics.DETAIL_REQUESTS));
        TopologyContext.only(requests, Cab.class, "select-given-up-only", "select-as-given-up")
                .to(context.name(Topics.CABS), context.write(Topics.CABS));
    }
}
