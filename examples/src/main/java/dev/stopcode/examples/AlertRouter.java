package dev.stopcode.examples;

import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Says who is to be told of each alert: joins {@code alerts} with a table of one's own, driver to team, as a third table.
 * When an alert or the owner of its driver changes, so does the notice; when an alert is deleted, its notice is.
 */
public final class AlertRouter {

    /** Who looks after a driver: a value of the topic of owners, whose key is the driver's name. */
    record Owner(String team, String channel) {}

    /** What the join needs of an alert: a table of these is smaller, and needs no schema for its changelog. */
    record Alert(String driverName, String text) {}

    /** Who is to be told what. */
    record Notice(String team, String channel, String text) {}

    private static final Owner NOBODY = new Owner("unowned", Environment.get("DEFAULT_CHANNEL", "#drivers"));

    private AlertRouter() {}

    public static void main(String[] args) {
        KafkaStreams streams = new KafkaStreams(topology(), settings());
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    static Topology topology() {
        Serde<RegressionAlert> regressionAlerts =
                AvroSerde.of(RegressionAlert.class, Map.of("schema.registry.url", Environment.SCHEMA_REGISTRY_URL));
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, Alert> alerts = builder.stream(
                        Topics.ALERTS.name(Environment.TOPIC_PREFIX), Consumed.with(Serdes.String(), regressionAlerts))
                .mapValues(AlertRouter::alert)
                .toTable(table("alerts", Alert.class));
        KTable<String, Owner> owners =
                builder.table(Environment.get("OWNERS_TOPIC", "owners"), table("owners", Owner.class));
        alerts.leftJoin(owners, Alert::driverName, AlertRouter::notice, table("notices", Notice.class))
                .toStream()
                .to(
                        Environment.get("NOTICES_TOPIC", "alert-notices"),
                        Produced.with(Serdes.String(), JsonSerde.of(Notice.class)));
        return builder.build();
    }

    /** Null, the deletion of an alert, deletes it here as well. */
    private static @Nullable Alert alert(@Nullable RegressionAlert alert) {
        return alert == null ? null : new Alert(alert.getDriverName(), alert.getStatus() + " " + alert.getSummary());
    }

    private static Notice notice(Alert alert, @Nullable Owner owner) {
        Owner told = owner == null ? NOBODY : owner;
        return new Notice(told.team(), told.channel(), alert.text());
    }

    private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> table(String name, Class<V> type) {
        return Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(JsonSerde.of(type));
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Environment.get("APPLICATION_ID", "alert-router"));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, Environment.BOOTSTRAP_SERVERS);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, InMemoryDslStoreSuppliers.class);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        return settings;
    }
}
