package dev.stopcode.streams.select;

import dev.stopcode.config.CabBudget;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabAsk;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.streams.runtime.BadRecordException;
import dev.stopcode.streams.runtime.Housekeeping;
import dev.stopcode.streams.state.Budget;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lets as much be asked for a driver on a day as its budget allows. What is left over waits for the next day; a dump that the
 * vendor deletes before that is told of as expired.
 */
final class BudgetProcessor implements Processor<String, CabAsk, String, SpecificRecord> {

    private final CabBudget limits;
    private final Duration ahead;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, Budget> budgets;
    private KeyValueStore<String, CabAsk> waiting;

    @SuppressWarnings("NullAway.Init") // init comes before process
    BudgetProcessor(CabBudget limits, Duration ahead) {
        this.limits = limits;
        this.ahead = ahead;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.budgets = context.getStateStore(SelectTopology.BUDGETS);
        this.waiting = context.getStateStore(SelectTopology.WAITING);
        Housekeeping.schedule(context, this::releaseAll);
    }

    @Override
    public void process(Record<String, CabAsk> record) {
        CabAsk ask = record.value();
        if (ask.getDump() == null && ask.getSearch() == null) {
            throw new BadRecordException("asks for nothing");
        }
        long now = ask.getAskedAt().toEpochMilli();
        release(ask.getDriverName(), now);
        if (!grant(ask, now)) {
            hold(ask, now);
        }
    }

    private void releaseAll(long now) {
        TreeSet<String> drivers = new TreeSet<>();
        try (KeyValueIterator<String, CabAsk> all = waiting.all()) {
            all.forEachRemaining(entry -> drivers.add(entry.value.getDriverName()));
        }
        drivers.forEach(driver -> release(driver, now));
    }

    /** Grants what waits, the oldest first, as far as the day's budget goes; lets go of what is or was known for too long. */
    private void release(String driver, long now) {
        List<KeyValue<String, CabAsk>> held = new ArrayList<>();
        try (KeyValueIterator<String, CabAsk> found = waiting.prefixScan(driver + '\n', new StringSerializer())) {
            found.forEachRemaining(held::add);
        }
        for (KeyValue<String, CabAsk> entry : held) {
            if (isGoneBefore(Instant.ofEpochMilli(now), entry.value)) {
                waiting.delete(entry.key);
                giveUp(entry.value, now);
            } else if (isForgotten(entry.value, now)) {
                waiting.delete(entry.key);
                giveUp(entry.value, "it has waited too long for the driver's budget", now);
            } else if (grant(entry.value, now)) {
                waiting.delete(entry.key);
            }
        }
    }

    /** Asks, if the budget of the day allows it. */
    private boolean grant(CabAsk ask, long now) {
        String driver = ask.getDriverName();
        int day = (int) day(now).toEpochDay();
        Budget used = budgets.get(driver);
        if (used == null || used.getDay() < day) {
            used = new Budget(day, 0, 0);
        }
        CabRequest dump = ask.getDump();
        DetailRequest search = ask.getSearch();
        if (dump != null && used.getDumps() < limits.perDriverAndDay()) {
            used.setDumps(used.getDumps() + 1);
            context.forward(new Record<>(dump.getFailureHash(), dump, stamp(ask)));
        } else if (search != null && used.getSearches() < limits.searchesPerDriverAndDay()) {
            used.setSearches(used.getSearches() + 1);
            context.forward(new Record<>(search.getFailureHash(), search, stamp(ask)));
        } else {
            return false;
        }
        budgets.put(driver, used);
        return true;
    }

    private void hold(CabAsk ask, long now) {
        Instant tomorrow = day(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (isGoneBefore(tomorrow, ask)) {
            giveUp(ask, now);
        } else {
            waiting.put(key(ask, now), ask);
        }
    }

    /** Dumps in the order in which they were asked for; of a failure one search. */
    private static String key(CabAsk ask, long now) {
        CabRequest dump = ask.getDump();
        DetailRequest search = ask.getSearch();
        return ask.getDriverName()
                + (dump != null
                        ? String.format(Locale.ROOT, "\ndump\n%013d\n%s", now, dump.getCabIdHash())
                        : search != null ? "\nsearch\n" + search.getFailureHash() : "");
    }

    private boolean isGoneBefore(Instant limit, CabAsk ask) {
        CabRequest dump = ask.getDump();
        return dump != null
                && dump.getExpirationTime() != null
                && dump.getExpirationTime().isBefore(limit.plus(ahead));
    }

    private static boolean isForgotten(CabAsk ask, long now) {
        Instant learned = ask.getLearnedAt();
        return learned != null && learned.isBefore(Instant.ofEpochMilli(now).minus(Selection.MEMORY));
    }

    /**
     * The timestamp of what names a dump: when that was learnt of, so that it is gone in time however many topics it passes.
     */
    static long stamp(CabAsk ask) {
        return (ask.getLearnedAt() == null ? ask.getAskedAt() : ask.getLearnedAt()).toEpochMilli();
    }

    /** Says of a dump that the vendor deletes it too early. */
    private void giveUp(CabAsk ask, long now) {
        CabRequest dump = ask.getDump();
        if (dump != null) {
            giveUp(
                    ask,
                    "the vendor deletes it at " + dump.getExpirationTime() + ", before the driver's budget of "
                            + limits.perDriverAndDay() + " dumps a day has room",
                    now);
        }
    }

    private void giveUp(CabAsk ask, String why, long now) {
        CabRequest dump = ask.getDump();
        if (dump != null) {
            Cab cab = Selection.unfetched(
                    dump.getCabIdHash(),
                    dump.getFailureHash(),
                    dump.getAlertId(),
                    dump.getDriverName(),
                    why,
                    Instant.ofEpochMilli(now));
            context.forward(new Record<>(dump.getCabIdHash(), cab, stamp(ask)));
        }
    }

    private static LocalDate day(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC);
    }
}
