package dev.stopcode.streams.select;

import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabAsk;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.CabWish;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.streams.runtime.BadRecordException;
import dev.stopcode.streams.runtime.Housekeeping;
import dev.stopcode.streams.state.CabState;
import dev.stopcode.streams.state.KnownCab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Learns of dumps from rows, of wishes from alerts, of what became of requested dumps from the worker, and brings them
 * together. Of a requested dump that nobody fetched before the vendor deleted it, says that.
 */
final class SelectProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** A download that began in time may end after the vendor's copy is gone. */
    private static final Duration LATE = Duration.ofHours(2);

    private final int perAlert;
    private final Duration ahead;

    private ProcessorContext<String, SpecificRecord> context;
    private CabShelf shelf;

    @SuppressWarnings("NullAway.Init") // init comes before process
    SelectProcessor(int perAlert, Duration ahead) {
        this.perAlert = perAlert;
        this.ahead = ahead;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.shelf =
                new CabShelf(context.getStateStore(SelectTopology.CABS), context.getStateStore(SelectTopology.WISHES));
        Housekeeping.schedule(context, now -> forget(Instant.ofEpochMilli(now).minus(Selection.MEMORY)));
        context.schedule(
                Duration.ofHours(1), PunctuationType.WALL_CLOCK_TIME, now -> giveUp(Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Instant now = Instant.ofEpochMilli(record.timestamp());
        switch (record.value()) {
            case CabWish wish -> wish(wish, now);
            case Cab result -> settle(result, now);
            case ReportRow row
            when row.getMark() == null -> {
                if (row.getCabIdHash() != null) {
                    shelf.learn(record.key(), Selection.known(row, row.getCabIdHash(), now));
                }
            }
            // the rows behind a mark are whole: now the best among them can be chosen
            case ReportRow mark when mark.getFailureHash() != null -> grant(mark.getFailureHash(), now);
            case ReportRow mark -> shelf.wanted().forEach(failure -> grant(failure, now));
            default ->
                throw new BadRecordException(
                        "not a row, a wish or a result: " + record.value().getClass());
        }
    }

    private void wish(CabWish wish, Instant now) {
        String failure = wish.getFailureHash();
        Selection selection = selection(failure);
        selection.wish(wish, now).ifPresent(search -> ask(new CabAsk(wish.getDriverName(), null, search, now, null)));
        shelf.putWishes(failure, selection.book());
        grant(failure, selection, now);
    }

    private void settle(Cab result, Instant now) {
        CabState state = result.getStatus() == CabStatus.STORED ? CabState.FETCHED : CabState.MISSED;
        if (settle(result.getFailureHash(), result.getCabIdHash(), state, now) == CabState.MISSED) {
            // it came though it was given up: the last word is that it is there
            context.forward(new Record<>(
                    result.getCabIdHash(), result, result.getCollectedAt().toEpochMilli()));
        }
    }

    /** The state of the dump before, null if this is no news. */
    private @Nullable CabState settle(String failure, String cabIdHash, CabState state, Instant now) {
        Selection selection = selection(failure);
        KnownCab cab = selection.unsettled(cabIdHash, state);
        if (cab == null) {
            return null;
        }
        CabState before = cab.getState();
        selection.settle(cab, state);
        shelf.put(failure, cab);
        shelf.putWishes(failure, selection.book());
        grant(failure, selection, now);
        return before;
    }

    private void grant(String failure, Instant now) {
        grant(failure, selection(failure), now);
    }

    private void grant(String failure, Selection selection, Instant now) {
        List<Selection.Grant> grants = selection.grant(now);
        for (Selection.Grant grant : grants) {
            shelf.put(failure, grant.cab());
            ask(new CabAsk(
                    grant.request().getDriverName(),
                    grant.request(),
                    null,
                    now,
                    grant.cab().getLearnedAt()));
        }
        if (!grants.isEmpty()) {
            shelf.putWishes(failure, selection.book());
        }
    }

    private void ask(CabAsk ask) {
        context.forward(new Record<>(ask.getDriverName(), ask, BudgetProcessor.stamp(ask)));
    }

    private void giveUp(Instant now) {
        shelf.requestedOnesGoneBefore(now.plus(ahead).minus(LATE))
                .forEach((failure, cabs) -> cabs.forEach(cab -> giveUp(failure, cab, now)));
    }

    /** Says of a requested dump that it was not fetched. */
    private void giveUp(String failure, KnownCab cab, Instant now) {
        Cab result = Selection.unfetched(
                cab.getCabIdHash(),
                failure,
                cab.getAlertId(),
                cab.getDriverName(),
                "no worker had it before the vendor deleted it at " + cab.getExpirationTime(),
                now);
        context.forward(
                new Record<>(cab.getCabIdHash(), result, cab.getLearnedAt().toEpochMilli()));
        settle(failure, cab.getCabIdHash(), CabState.MISSED, now);
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
        return new Selection(failure, perAlert, ahead, shelf.cabs(failure), shelf.wishes(failure));
    }
}
