package dev.stopcode.benchmarks.endtoend;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.producer.hits.HitMapper;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes a simulated world's first harvest as the producer would, without the detour by HTTP. */
final class WorldFeed {

    private static final long SEED = 1;
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);

    private final KafkaConfig kafka;
    private final AvroSerde<FailureHit> serde;
    private long rows;

    WorldFeed(KafkaConfig kafka) {
        this.kafka = kafka;
        this.serde = AvroSerde.of(FailureHit.class, kafka.serdes());
    }

    /** Writes all days of all sources; how many rows they have. */
    long feed(Size size) {
        World world = World.of(new WorldConfig(SEED, size, TODAY));
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<Source, Long> harvests = new HashMap<>();
            for (LocalDate day = world.firstDay(); !day.isAfter(TODAY); day = day.plusDays(1)) {
                for (Source source : world.sources()) {
                    feed(world, source, day, harvests.merge(source, 1L, Long::sum), producer);
                }
            }
        }
        return rows;
    }

    private void feed(World world, Source source, LocalDate day, long harvest, KafkaProducer<byte[], byte[]> producer) {
        HitMapper mapper = new HitMapper(new SourceConfig(source.id(), source.flavour(), source.applicationId(), true));
        List<HitRow> hits = world.rows(source, day, TODAY);
        Page<HitRow> page = new Page<>(hits, List.of(), 0, OptionalLong.of(hits.size()), null, false);
        for (FailureHit hit : mapper.map(page, day, harvest).hits()) {
            send(producer, null, hit.getFailureHash(), hit);
            rows++;
        }
        FailureHit mark = mapper.mark(HarvestMark.DAY_COMPLETE, day, harvest, TODAY);
        for (int partition = 0; partition < kafka.partitions(); partition++) {
            send(producer, partition, source.id(), mark);
        }
    }

    /** The producer's close waits for all sends. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(KafkaProducer<byte[], byte[]> producer, @Nullable Integer partition, String key, FailureHit hit) {
        String topic = kafka.name(Topics.FAILURE_HITS);
        producer.send(new ProducerRecord<>(
                topic,
                partition,
                key.getBytes(StandardCharsets.UTF_8),
                serde.serializer().serialize(topic, hit)));
    }
}
