package dev.stopcode.streams.select;

import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabAsk;
import dev.stopcode.schemas.CabWish;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.streams.runtime.BadRecordException;
import dev.stopcode.streams.state.KnownCab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Learns of dumps from rows, of wishes from alerts, of dumps that are not to be had from the worker, and brings them together. */
final class SelectProcessor implements Processor<String, SpecificRecord, String, CabAsk> {

    private final int perAlert;

    private ProcessorContext<String, CabAsk> context;
    private CabShelf shelf;

    @SuppressWarnings("NullAway.Init") // init comes before process
    SelectProcessor(int perAlert) {
        this.perAlert = perAlert;
    }

    @Override
    public void init(ProcessorContext<String, CabAsk> context) {
        this.context = context;
        this.shelf =
                new CabShelf(context.getStateStore(SelectTopology.CABS), context.getStateStore(SelectTopology.WISHES));
        context.schedule(
                Duration.ofHours(1),
                PunctuationType.WALL_CLOCK_TIME,
                now -> forget(Instant.ofEpochMilli(now).minus(Selection.MEMORY)));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Instant now = Instant.ofEpochMilli(record.timestamp());
        switch (record.value()) {
            case CabWish wish -> wish(wish, record, now);
            case Cab result -> miss(result, record);
            case ReportRow row
            when row.getMark() == null -> {
                if (row.getCabIdHash() != null) {
                    shelf.learn(record.key(), Selection.known(row, row.getCabIdHash(), now));
                }
            }
            // the rows behind a mark are whole: now the best among them can be chosen
            case ReportRow mark when mark.getFailureHash() != null -> grant(mark.getFailureHash(), record);
            case ReportRow mark -> shelf.wanted().forEach(failure -> grant(failure, record));
            default ->
                throw new BadRecordException(
                        "not a row, a wish or a result: " + record.value().getClass());
        }
    }

    private void wish(CabWish wish, Record<String, SpecificRecord> record, Instant now) {
        String failure = wish.getFailureHash();
        Selection selection = selection(failure);
        selection.wish(wish, now).ifPresent(search -> ask(new CabAsk(wish.getDriverName(), null, search), record));
        shelf.putWishes(failure, selection.book());
        grant(failure, selection, record);
    }

    private void miss(Cab result, Record<String, SpecificRecord> record) {
        String failure = result.getFailureHash();
        Selection selection = selection(failure);
        KnownCab missed = selection.miss(result);
        if (missed != null) {
            shelf.put(failure, missed);
            shelf.putWishes(failure, selection.book());
            grant(failure, selection, record);
        }
    }

    private void grant(String failure, Record<String, SpecificRecord> record) {
        grant(failure, selection(failure), record);
    }

    private void grant(String failure, Selection selection, Record<String, SpecificRecord> record) {
        List<Selection.Grant> grants = selection.grant(Instant.ofEpochMilli(record.timestamp()));
        for (Selection.Grant grant : grants) {
            shelf.put(failure, grant.cab());
            ask(new CabAsk(grant.request().getDriverName(), grant.request(), null), record);
        }
        if (!grants.isEmpty()) {
            shelf.putWishes(failure, selection.book());
        }
    }

    private void ask(CabAsk ask, Record<String, SpecificRecord> cause) {
        context.forward(cause.withKey(ask.getDriverName()).withValue(ask));
    }

    private void forget(Instant limit) {
        shelf.forgetCabsBefore(limit);
        for (String failure : shelf.wanted()) {
            Selection selection = selection(failure);
            if (selection.forgetWishesBefore(limit)) {
                shelf.putWishes(failure, selection.book());
            }
        }
    }

    private Selection selection(String failure) {
        return new Selection(failure, perAlert, shelf.cabs(failure), shelf.wishes(failure));
    }
}
