package dev.stopcode.producer.imports;

import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.producer.file.Line;
import dev.stopcode.producer.file.RowOrigin;
import dev.stopcode.producer.hits.HitMapper;
import dev.stopcode.producer.plan.Checkpoints;
import dev.stopcode.producer.publish.Batch;
import dev.stopcode.producer.publish.CheckpointReader;
import dev.stopcode.producer.publish.DeadLetter;
import dev.stopcode.producer.publish.KafkaClients;
import dev.stopcode.producer.publish.Publisher;
import dev.stopcode.producer.reports.RunRecords;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Producer;

/**
 * A source that files are imported into, under one new harvest id: {@code harvest.page.size} rows are one transaction
 * together with the checkpoint. Whoever opens the source again stops this one: its next transaction fails with {@link
 * org.apache.kafka.common.errors.ProducerFencedException}. For one thread.
 */
public final class ImportedSource<T extends SpecificRecordBase> implements AutoCloseable {

    private static final Duration CLOSE = Duration.ofSeconds(5);

    /** Makes the mark of a day. */
    @FunctionalInterface
    private interface Marker<T> {
        T mark(RowOrigin origin, HarvestMark mark, LocalDate day, LocalDate asOf);
    }

    private final Topic<T> topic;
    private final Marker<T> marker;
    private final String id;
    private final int pageSize;
    private final Producer<String, Object> producer;
    private final Publisher publisher;
    private final long harvestId;
    private final List<T> rows = new ArrayList<>();
    private final List<DeadLetter> rejected = new ArrayList<>();

    private ImportedSource(Topic<T> topic, Marker<T> marker, String id, StopcodeConfig config) {
        this.topic = topic;
        this.marker = marker;
        this.id = id;
        this.pageSize = config.harvest().pageSize();
        KafkaClients clients = new KafkaClients(config.kafka());
        this.producer = clients.producer("import-" + id);
        try {
            producer.initTransactions();
            HarvestCheckpoint checkpoint = checkpoint(clients, config, id);
            this.publisher = new Publisher(producer, config.kafka(), checkpoint);
            this.harvestId = checkpoint.getLastHarvestId() + 1;
        } catch (RuntimeException e) {
            producer.close(CLOSE);
            throw e;
        }
    }

    /**
     * A source of counts of a day.
     *
     * @throws IllegalArgumentException if it is one that is harvested
     */
    public static ImportedSource<FailureHit> ofHits(String id, StopcodeConfig config) {
        return new ImportedSource<>(
                Topics.FAILURE_HITS,
                (origin, mark, day, asOf) ->
                        new HitMapper(id, origin.counting()).mark(mark, day, origin.harvestId(), asOf),
                id,
                config);
    }

    /**
     * A source of single events.
     *
     * @throws IllegalArgumentException if it is one that is harvested
     */
    public static ImportedSource<ReportRow> ofEvents(String id, StopcodeConfig config) {
        return new ImportedSource<>(
                Topics.REPORT_ROWS,
                (origin, mark, day, asOf) ->
                        RunRecords.mark(id, origin.counting(), mark, day, origin.harvestId(), asOf),
                id,
                config);
    }

    /**
     * The harvest id that an import of the source would have now; nobody is stopped by that.
     *
     * @throws IllegalArgumentException if the source is one that is harvested
     */
    public static long nextHarvestId(String id, StopcodeConfig config) {
        return checkpoint(new KafkaClients(config.kafka()), config, id).getLastHarvestId() + 1;
    }

    private static HarvestCheckpoint checkpoint(KafkaClients clients, StopcodeConfig config, String id) {
        HarvestCheckpoint checkpoint = new CheckpointReader(config.kafka(), clients).read(id);
        if (!Checkpoints.imported(checkpoint, checkpoint.getLastHarvestId()).equals(checkpoint)) {
            throw new IllegalArgumentException("The source " + id
                    + " is harvested from the Dev Center, and no files can be imported into it: choose another id.");
        }
        return checkpoint;
    }

    /** The number of this harvest within the source. */
    public long harvestId() {
        return harvestId;
    }

    /** Publishes a row, sooner or later. */
    public void add(T row) {
        rows.add(row);
        publishIfFull();
    }

    /** Publishes a row that cannot be used as a dead letter. */
    public void add(Path file, Line.Rejected bad) {
        rejected.add(new DeadLetter(
                null,
                bad.text().getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "kind", "import-row",
                        "cause", bad.cause(),
                        "source", id,
                        "file", file.toString(),
                        "row", Long.toString(bad.row()),
                        "line", Long.toString(bad.line()))));
        publishIfFull();
    }

    /**
     * Publishes what is left, and the marks of days behind it.
     *
     * @param counting whether the source counts
     * @param asOf the day of the import
     */
    public void finish(boolean counting, HarvestMark mark, List<LocalDate> days, LocalDate asOf) {
        RowOrigin origin = new RowOrigin(id, counting, harvestId);
        List<T> marks =
                days.stream().map(day -> marker.mark(origin, mark, day, asOf)).toList();
        if (!rows.isEmpty() || !rejected.isEmpty() || !marks.isEmpty()) {
            publish(marks);
        }
    }

    private void publishIfFull() {
        if (rows.size() + rejected.size() == pageSize) {
            publish(List.of());
        }
    }

    private void publish(List<T> marks) {
        HarvestCheckpoint next = Checkpoints.imported(publisher.checkpoint(), harvestId);
        publisher.publish(new Batch<>(topic, rows, rejected, marks, next));
        rows.clear();
        rejected.clear();
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
