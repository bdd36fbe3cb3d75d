package dev.stopcode.streams;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.streams.dedup.DedupTopology;
import dev.stopcode.streams.runtime.DailyCompaction;
import dev.stopcode.streams.runtime.TopologyContext;
import dev.stopcode.streams.select.SelectTopology;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process that runs the topology. */
public final class StreamsApp implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    /** The stores whose records are personal data, and what they hold. */
    public static final Map<String, String> PERSONAL_STORES = SelectTopology.PERSONAL_STORES;

    /** The store of rows: a day's record is rewritten without what is personal 28 days after its first row. */
    public static final String LEDGER = DedupTopology.LEDGER;

    private final SchemaRegistry registry;
    private final KafkaStreams streams;
    private final ThreadFailures failures;
    private final KafkaStreamsMetrics clientMeters;

    /**
     * Makes the process ready; nothing runs before {@link #start}.
     *
     * @throws IllegalStateException if the cluster lacks a topic
     */
    public StreamsApp(StopcodeConfig config, MeterRegistry meters) {
        this(config, meters, Duration.ZERO);
    }

    /**
     * Likewise, for a vendor whose clock is another.
     *
     * @param ahead how far it is ahead of this machine's
     */
    public StreamsApp(StopcodeConfig config, MeterRegistry meters, Duration ahead) {
        this.registry = SchemaRegistry.connect(config.kafka().serdes());
        StreamsConfig settings = new StreamsConfig(settings(config));
        TopologyContext context = new TopologyContext(config, registry, hitPartitions(config.kafka()), meters, ahead);
        Properties properties = new Properties();
        properties.putAll(settings.originals());
        this.streams = new KafkaStreams(StopcodeTopology.build(context, settings), properties);
        this.failures = new ThreadFailures(
                config.streams().threads(),
                new GroupTopology(config.kafka())::forget,
                pause -> LockSupport.parkNanos(pause.toNanos()),
                System::nanoTime);
        streams.setUncaughtExceptionHandler(failures);
        this.clientMeters = new KafkaStreamsMetrics(streams);
        clientMeters.bindTo(meters);
    }

    /** The application id, which is the consumer group's as well. */
    public static String applicationId(KafkaConfig kafka) {
        return kafka.prefix() + "streams";
    }

    /** The topic that a store's changes go to. */
    public static String changelog(KafkaConfig kafka, String store) {
        return applicationId(kafka) + "-" + store + "-changelog";
    }

    /** Settings of Kafka Streams; what the configuration says of {@code kafka.*} stands above the defaults here. */
    static Map<String, Object> settings(StopcodeConfig config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, BadInput.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, BadInput.class);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG), "0.1");
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, DailyCompaction.class);
        settings.putAll(config.kafka().clients());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(config.kafka()));
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir(config).toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streams().threads());
        settings.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                config.kafka().name(Topics.DEAD_LETTERS));
        return settings;
    }

    private static Path stateDir(StopcodeConfig config) {
        return config.streams().stateDir().toAbsolutePath();
    }

    private static int hitPartitions(KafkaConfig kafka) {
        String topic = kafka.name(Topics.FAILURE_HITS);
        try (Admin admin = Admin.create(kafka.clientSettings())) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "topic " + topic + " cannot be described; run `stopcode topics create` first", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for topic " + topic, e);
        }
    }

    /** Begins to read, or goes on where the last instance stopped. */
    public void start() {
        streams.start();
    }

    /** What Kafka Streams says of itself. */
    public KafkaStreams.State state() {
        return streams.state();
    }

    /** Why nothing is processed any more, nor will be; empty while that is not so. */
    public String failure() {
        if (state() != KafkaStreams.State.ERROR) {
            return "";
        }
        String verdict = failures.verdict();
        return "The topology has stopped" + (verdict.isEmpty() ? "; the log says why." : ": " + verdict);
    }

    /** Commits what is done and leaves the group. */
    @Override
    public void close() {
        if (!streams.close(CLOSE_TIMEOUT)) {
            log.atWarn().addKeyValue("timeout", CLOSE_TIMEOUT).log("not everything stopped in time");
        }
        clientMeters.close();
        registry.close();
    }
}
