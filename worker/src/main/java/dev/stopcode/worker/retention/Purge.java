package dev.stopcode.worker.retention;

import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StoreConfig.WhenFull;
import dev.stopcode.schemas.PurgeReason;
import dev.stopcode.worker.objects.StoredObject;
import dev.stopcode.worker.result.Results;
import dev.stopcode.worker.store.CabStore;
import dev.stopcode.worker.store.HeldDump;
import dev.stopcode.worker.store.IndexEntry;
import dev.stopcode.worker.store.IndexEntry.Destruction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys dumps whose time is over and, where the store is limited and may make room, the oldest ones. What was
 * destroyed is told until it is safe: an entry of the index is removed only then, so that a purge that was cut short,
 * here or in another worker, is finished by the next.
 */
public final class Purge {

    /**
     * How much earlier than its time a dump is destroyed: purges run every hour, and the store may be away for some of
     * them.
     */
    public static final Duration MARGIN = Duration.ofHours(6);

    /** What a full store is emptied down to, so that not every new dump makes it full again. */
    private static final double ROOMY = 0.9;

    /** How many of the objects that failed are told of one by one. */
    private static final int FAILURES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

    private final CabStore store;
    private final StoreConfig config;
    private final Results results;
    private final StoreMetrics metrics;
    private final Clock clock;

    public Purge(CabStore store, StoreConfig config, Results results, StoreMetrics metrics, Clock clock) {
        this.store = store;
        this.config = config;
        this.results = results;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Purges once. What fails for one dump keeps no other from being destroyed and told of.
     *
     * @throws IOException if the store cannot be used for now, or some of its objects cannot be read or destroyed
     * @throws KafkaException if the cluster takes no record for now: dumps are destroyed
     *     nevertheless, and told of by a later purge
     */
    public synchronized void run() throws IOException, InterruptedException {
        List<IOException> failures = new ArrayList<>();
        try {
            purge(failures);
        } catch (KafkaException | IOException e) {
            failures.stream().limit(FAILURES).forEach(e::addSuppressed);
            throw e;
        }
        if (!failures.isEmpty()) {
            IOException all =
                    new IOException("objects of the store that could not be read or destroyed: " + failures.size());
            failures.stream().limit(FAILURES).forEach(all::addSuppressed);
            throw all;
        }
    }

    private void purge(List<IOException> failures) throws IOException, InterruptedException {
        CabStore.Listing listing = store.list();
        failures.addAll(listing.failures());
        removeDamaged(listing.damaged(), failures);
        List<HeldDump> dumps = destroy(listing.dumps(), failures) ? store.list().dumps() : listing.dumps();
        metrics.counted(present(dumps));
        for (HeldDump dump : dumps) {
            try {
                if (!dump.present()) {
                    tell(dump);
                }
            } catch (IOException e) {
                failures.add(e);
            }
        }
    }

    private void removeDamaged(List<StoredObject> damaged, List<IOException> failures) {
        Instant limit = clock.instant().minus(config.retention());
        for (StoredObject entry : damaged) {
            try {
                if (entry.modified().isBefore(limit)) {
                    store.removeDamaged(entry);
                }
            } catch (IOException e) {
                failures.add(e);
            }
        }
    }

    private boolean destroy(List<HeldDump> dumps, List<IOException> failures) {
        long held = present(dumps);
        long allowed = allowed(held);
        boolean any = false;
        for (HeldDump dump : dumps) {
            boolean old = isOld(dump);
            if (dump.present() && (old || held > allowed)) {
                try {
                    store.destroy(dump, old ? PurgeReason.AGE : PurgeReason.STORE_LIMIT);
                    held -= dump.bytes();
                    any = true;
                } catch (IOException e) {
                    failures.add(e);
                }
            }
        }
        return any;
    }

    private void tell(HeldDump dump) throws IOException, InterruptedException {
        for (IndexEntry entry : dump.entries()) {
            if (!store.remembers(entry)) {
                return; // another worker has told, or fetched it again
            }
        }
        Destruction end = dump.destruction().orElseGet(() -> new Destruction(PurgeReason.GONE, clock.instant()));
        for (IndexEntry entry : dump.entries()) {
            results.purged(entry, end.reason(), isOld(dump));
        }
        results.purged(dump, end, config.location().toString());
        for (IndexEntry entry : dump.entries()) {
            store.forget(entry);
        }
        metrics.purged(end.reason());
        LOG.atInfo()
                .addKeyValue("reason", end.reason())
                .addKeyValue("bytes", dump.bytes())
                .addKeyValue("collectedAt", dump.collectedAt())
                .log("Dump destroyed");
    }

    private boolean isOld(HeldDump dump) {
        Instant limit = clock.instant().minus(config.retention()).plus(MARGIN);
        return !dump.collectedAt().isAfter(limit);
    }

    /** Bytes that may stay. */
    private long allowed(long held) {
        boolean makesRoom = config.limit() > 0 && config.whenFull() == WhenFull.OLDEST;
        return makesRoom && held > config.limit() ? Math.round(config.limit() * ROOMY) : Long.MAX_VALUE;
    }

    private static long present(List<HeldDump> dumps) {
        return dumps.stream()
                .filter(HeldDump::present)
                .mapToLong(HeldDump::bytes)
                .sum();
    }
}
