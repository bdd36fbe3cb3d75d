package dev.stopcode.streams.select;

import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabWish;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.streams.runtime.BadRecordException;
import dev.stopcode.streams.state.CabBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Learns of dumps from rows, of wishes from alerts, and brings the two together. */
final class SelectProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    private final int perAlert;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, CabBook> books;

    @SuppressWarnings("NullAway.Init") // init comes before process
    SelectProcessor(int perAlert) {
        this.perAlert = perAlert;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.books = context.getStateStore(SelectTopology.BOOKS);
        context.schedule(
                Duration.ofHours(1), PunctuationType.WALL_CLOCK_TIME, now -> forget(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Instant now = Instant.ofEpochMilli(record.timestamp());
        switch (record.value()) {
            case CabWish wish -> wish(wish, record, now);
            case ReportRow row
            when row.getMark() == null -> {
                Selection selection = selection(record.key());
                if (selection.learn(row, now)) {
                    keep(record.key(), selection);
                }
            }
            // the rows behind a mark are whole: now the best among them can be chosen
            case ReportRow mark
            when mark.getFailureHash() != null ->
                grant(mark.getFailureHash(), selection(mark.getFailureHash()), record);
            case ReportRow mark ->
                selections(Selection::hasWishes).forEach((failure, selection) -> grant(failure, selection, record));
            default ->
                throw new BadRecordException(
                        "not a row or a wish: " + record.value().getClass());
        }
    }

    private void wish(CabWish wish, Record<String, SpecificRecord> record, Instant now) {
        Selection selection = selection(wish.getFailureHash());
        selection.wish(wish, now).ifPresent(request -> context.forward(record.withValue(request)));
        keep(wish.getFailureHash(), selection);
        grant(wish.getFailureHash(), selection, record);
    }

    private void grant(String failureHash, Selection selection, Record<String, SpecificRecord> record) {
        List<CabRequest> requests = selection.grant();
        if (!requests.isEmpty()) {
            keep(failureHash, selection);
            requests.forEach(
                    request -> context.forward(record.withKey(failureHash).withValue(request)));
        }
    }

    private void forget(Instant now) {
        selections(selection -> selection.forget(now)).forEach(this::keep);
    }

    private Map<String, Selection> selections(Predicate<Selection> which) {
        Map<String, Selection> selections = new TreeMap<>();
        try (KeyValueIterator<String, CabBook> all = books.all()) {
            all.forEachRemaining(entry -> {
                Selection selection = new Selection(entry.key, perAlert, entry.value);
                if (which.test(selection)) {
                    selections.put(entry.key, selection);
                }
            });
        }
        return selections;
    }

    private Selection selection(String failureHash) {
        return new Selection(failureHash, perAlert, books.get(failureHash));
    }

    private void keep(String failureHash, Selection selection) {
        books.put(failureHash, selection.book());
    }
}
