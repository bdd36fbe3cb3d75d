package dev.stopcode.cli.imports;

import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.producer.file.Line;
import dev.stopcode.producer.file.RowOrigin;
import dev.stopcode.producer.imports.ImportedSource;
import dev.stopcode.producer.imports.Survey.Days;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.WireFormat;
import dev.stopcode.streams.dedup.SourceLedger;
import dev.stopcode.streams.row.RowLayout;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Where one kind of rows goes: a source of its own, and what its rows change there. */
final class Target<T extends SpecificRecordBase> implements AutoCloseable {

    private static final int RECORDS_BETWEEN_LOOKS = 50_000;

    private final Topic<T> topic;
    private final RowLayout layout;
    private final String id;
    private final Days days;
    private final SourceLedger ledger;
    private final @Nullable ImportedSource<T> published;
    private final long harvestId;
    private boolean counting;

    private Target(
            Topic<T> topic,
            RowLayout layout,
            String id,
            Days days,
            StopcodeConfig config,
            @Nullable BiFunction<String, StopcodeConfig, ImportedSource<T>> publishing) {
        this.topic = topic;
        this.layout = layout;
        this.id = id;
        this.days = days;
        this.ledger = new SourceLedger(layout, id);
        this.published = publishing == null ? null : publishing.apply(id, config);
        this.harvestId = published == null ? ImportedSource.nextHarvestId(id, config) : published.harvestId();
    }

    static Target<FailureHit> ofHits(ImportRequest request, Days days, StopcodeConfig config) {
        return new Target<>(
                Topics.FAILURE_HITS,
                RowLayout.HIT,
                request.source(),
                days,
                config,
                request.dryRun() ? null : ImportedSource::ofHits);
    }

    static Target<ReportRow> ofEvents(ImportRequest request, Days days, StopcodeConfig config) {
        return new Target<>(
                Topics.REPORT_ROWS,
                RowLayout.REPORT_ROW,
                request.sourceOfEvents(),
                days,
                config,
                request.dryRun() ? null : ImportedSource::ofEvents);
    }

    /** Reads what the topic holds; {@code progress} is told of records, now and then. */
    void compareWith(KafkaRecords records, LongConsumer progress) {
        long[] read = {0};
        records.readRows(topic, layout, row -> {
            ledger.take(row, WireFormat.PAYLOAD_OFFSET);
            if (++read[0] % RECORDS_BETWEEN_LOOKS == 0) {
                progress.accept(read[0]);
            }
        });
    }

    String id() {
        return id;
    }

    Days days() {
        return days;
    }

    /** The other sources of the topic that count. */
    Set<String> othersThatCount() {
        return ledger.othersThatCount();
    }

    void count(boolean isCounting) {
        counting = isCounting;
    }

    boolean counting() {
        return counting;
    }

    RowOrigin origin() {
        return new RowOrigin(id, counting, harvestId);
    }

    void add(T row) {
        ledger.show(row);
        if (published != null) {
            published.add(row);
        }
    }

    void reject(Path file, Line.Rejected bad) {
        if (published != null) {
            published.add(file, bad);
        }
    }

    /** Ends the harvest with the marks of its days. */
    void finish(boolean complete, LocalDate asOf) {
        if (complete) {
            days.all().forEach(day -> ledger.complete(day, harvestId));
        }
        if (published != null) {
            HarvestMark mark = complete ? HarvestMark.DAY_COMPLETE : HarvestMark.DAY_PARTIAL;
            published.finish(counting, mark, days.all(), asOf);
        }
    }

    SourceLedger changes() {
        return ledger;
    }

    @Override
    public void close() {
        if (published != null) {
            published.close();
        }
    }
}
