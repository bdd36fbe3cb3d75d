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
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * CAB selection, keyed by failureHash: {@code cab-wishes}, {@code cab-results} and {@code report-rows} in, {@code cab-asks}
 * out. It runs in the tasks of deduplication, which reads the same rows. Behind it, keyed by driverName, what the driver's
 * budget allows becomes {@code cab-requests} and {@code detail-requests}. Dumps that are given up are told in {@code cabs}.
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

    private SelectTopology() {}

    /** Adds the sub-topology. */
    public static void addTo(StreamsBuilder builder, TopologyContext context, KStream<String, byte[]> reportRows) {
        // the stores name dumps: their changelogs age out as the topic that the names came from, and what is forgotten
        // goes
        Map<String, String> changelog = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                "compact,delete",
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(Selection.MEMORY.toMillis()),
                TopicConfig.SEGMENT_MS_CONFIG,
                Topics.REPORT_ROWS.config().get(TopicConfig.SEGMENT_MS_CONFIG),
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                Long.toString(Duration.ofDays(1).toMillis()));
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
                .filter(
                        (cab, result) -> result != null && result.getStatus() != CabStatus.PURGED,
                        Named.as("select-result"))
                .selectKey((cab, result) -> result.getFailureHash(), Named.as("select-result-by-failure"))
                .to(context.name(Topics.CAB_RESULTS), context.write(Topics.CAB_RESULTS));
        KStream<String, SpecificRecord> results = context.read(builder, Topics.CAB_RESULTS)
                .mapValues(result -> (SpecificRecord) result, Named.as("select-settled"));
        CabBudget budget = context.config().cabs().budget();
        KStream<String, SpecificRecord> choices = rows.merge(wishes, Named.as("select-inputs"))
                .merge(results, Named.as("select-inputs-with-results"))
                .process(
                        () -> new SelectProcessor(budget.perAlert(), context.ahead()),
                        Named.as("select-choose"),
                        CABS,
                        WISHES);
        TopologyContext.only(choices, CabAsk.class, "select-asks-only", "select-as-ask")
                .to(context.name(Topics.CAB_ASKS), context.write(Topics.CAB_ASKS));

        KStream<String, SpecificRecord> requests = context.read(builder, Topics.CAB_ASKS)
                .process(
                        () -> new BudgetProcessor(budget, context.ahead()),
                        Named.as("select-budget"),
                        BUDGETS,
                        WAITING);
        TopologyContext.only(requests, CabRequest.class, "select-cabs-only", "select-as-cab")
                .to(context.name(Topics.CAB_REQUESTS), context.write(Topics.CAB_REQUESTS));
        TopologyContext.only(requests, DetailRequest.class, "select-details-only", "select-as-detail")
                .to(context.name(Topics.DETAIL_REQUESTS), context.write(Topics.DETAIL_REQUESTS));
        TopologyContext.only(choices, Cab.class, "select-unfetched-only", "select-as-unfetched")
                .merge(
                        TopologyContext.only(requests, Cab.class, "select-given-up-only", "select-as-given-up"),
                        Named.as("select-expired"))
                .to(context.name(Topics.CABS), context.write(Topics.CABS));
    }
}
