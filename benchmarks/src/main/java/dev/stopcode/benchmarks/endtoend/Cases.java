package dev.stopcode.benchmarks.endtoend;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.streams.StreamsApp;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What is measured: each case reads all of {@code failure-hits} and does more than the one before it. */
enum Cases {
    /** Reads the bytes. */
    CONSUME {
        @Override
        LongSupplier start(StopcodeConfig config) {
            return read(config.kafka(), record -> {});
        }
    },
    /** Reads and decodes into records. */
    DECODE {
        @Override
        LongSupplier start(StopcodeConfig config) {
            AvroSerde<FailureHit> serde =
                    AvroSerde.of(FailureHit.class, config.kafka().serdes());
            return read(config.kafka(), record -> serde.deserializer().deserialize(record.topic(), record.value()));
        }
    },
    /** Reads, decodes, encodes and writes to another topic. */
    PASS_THROUGH {
        @Override
        LongSupplier start(StopcodeConfig config) {
            AvroSerde<FailureHit> serde =
                    AvroSerde.of(FailureHit.class, config.kafka().serdes());
            Map<String, Object> settings = config.kafka().clientSettings();
            settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 100);
            var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            String copy = EndToEnd.copyTopic(config.kafka());
            return read(config.kafka(), record -> {
                FailureHit hit = serde.deserializer().deserialize(record.topic(), record.value());
                byte[] value = serde.serializer().serialize(record.topic(), hit);
                send(producer, new ProducerRecord<>(copy, record.partition(), record.key(), value));
            });
        }
    },
    /** Runs the topology, exactly once. */
    TOPOLOGY {
        @Override
        LongSupplier start(StopcodeConfig config) {
            return topology(config);
        }
    };

    /** Starts the case in the background; how many rows it has done is asked of the result. */
    abstract LongSupplier start(StopcodeConfig config);

    /** A failed send shows as rows that never arrive. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    private static LongSupplier topology(StopcodeConfig config) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new StreamsApp(config, meters).start();
        return () -> (long) meters.find("stopcode.rows").tag("outcome", "new").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static LongSupplier read(KafkaConfig kafka, Consumer<ConsumerRecord<byte[], byte[]>> work) {
        AtomicLong rows = new AtomicLong();
        Thread.ofPlatform().daemon().start(() -> {
            Map<String, Object> settings = kafka.clientSettings();
            settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            try (var consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                List<TopicPartition> partitions = consumer.partitionsFor(kafka.name(Topics.FAILURE_HITS)).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (true) {
                    var records = consumer.poll(Duration.ofMillis(100));
                    records.forEach(work);
                    rows.addAndGet(records.count());
                }
            }
        });
        return rows::get;
    }
}
