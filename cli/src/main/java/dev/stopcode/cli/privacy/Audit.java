package dev.stopcode.cli.privacy;

import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.config.CabConfig;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.CabPurge;
import dev.stopcode.schemas.PurgeReason;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.StreamsApp;
import dev.stopcode.worker.objects.ObjectStore;
import dev.stopcode.worker.objects.ObjectStores;
import dev.stopcode.worker.store.CabStore;
import dev.stopcode.worker.store.HeldDump;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What personal data is held where, and what was destroyed.
 *
 * @param at when it was looked for
 * @param held by place
 * @param destroyed dumps, the first destroyed first
 */
public record Audit(Instant at, List<Holding> held, List<CabPurge> destroyed) {

    /**
     * Looks at all personal topics, those behind the topology's stores too, and at the store of dumps. Reads, and changes
     * nothing.
     *
     * @throws UserError if the store of dumps cannot be read
     */
    public static Audit of(KafkaConfig kafka, CabConfig cabs, KafkaRecords records, Clock clock) {
        List<Holding> held = new ArrayList<>();
        Set<String> known = records.topics();
        for (Topic<?> topic : Topics.ALL) {
            if (topic.personal() && known.contains(kafka.name(topic))) {
                held.add(topic(kafka.name(topic), topic.purpose(), records));
            }
        }
        new TreeMap<>(StreamsApp.PERSONAL_STORES).forEach((store, what) -> {
            String changelog = StreamsApp.changelog(kafka, store);
            if (known.contains(changelog)) {
                held.add(topic(changelog, what, records));
            }
        });
        String ledger = StreamsApp.changelog(kafka, StreamsApp.LEDGER);
        if (known.contains(ledger)) {
            Holding all = topic(ledger, "rows with short hashes of devices, which leave them after 28 days", records);
            // when a day's record was written does not tell whether anything personal is left in it
            held.add(new Holding(all.place(), all.what(), all.items(), all.bytes(), null));
        }
        held.add(store(cabs, clock));
        List<CabPurge> destroyed = records.latestValues(Topics.CAB_PURGES).stream()
                .sorted(Comparator.comparing(CabPurge::getPurgedAt).thenComparing(CabPurge::getPurgeId))
                .toList();
        return new Audit(clock.instant(), held, destroyed);
    }

    private static Holding topic(String name, String what, KafkaRecords records) {
        Found found = new Found();
        records.readSizes(name, found::add);
        return new Holding(name, what, found.items, found.bytes, found.oldest());
    }

    private static Holding store(CabConfig cabs, Clock clock) {
        Found found = new Found();
        String place = cabs.store().location().toString();
        try (ObjectStore objects = ObjectStores.of(cabs.store())) {
            CabStore.Listing listing = new CabStore(objects, clock).list();
            if (!listing.failures().isEmpty()) {
                throw listing.failures().getFirst();
            }
            listing.dumps().stream()
                    .filter(HeldDump::present)
                    .forEach(dump -> found.add(dump.collectedAt(), dump.bytes()));
        } catch (IOException e) {
            throw UserError.failed("cabs.store: cannot read " + place + ": " + e.getMessage());
        }
        return new Holding(place, "crash dumps", found.items, found.bytes, found.oldest());
    }

    /** Whether anything is held for longer than the term. */
    public boolean isBreached() {
        return held.stream().anyMatch(holding -> holding.isOverdue(at))
                || longestKept().compareTo(Holding.TERM) > 0;
    }

    /**
     * How long the dump was kept that was kept longest; zero if none was destroyed yet. Leaves out those that the store
     * or somebody else destroyed: of them only is known when they were found missing.
     */
    public Duration longestKept() {
        return destroyed.stream()
                .filter(purge -> purge.getReason() != PurgeReason.GONE)
                .map(purge -> Duration.between(purge.getCollectedAt(), purge.getPurgedAt()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** A sum while it is made. */
    private static final class Found {
        private long items;
        private long bytes;
        private Instant oldest = Instant.MAX;

        void add(Instant time, long size) {
            items++;
            bytes += size;
            oldest = time.isBefore(oldest) ? time : oldest;
        }

        @Nullable
        Instant oldest() {
            return items == 0 ? null : oldest;
        }
    }
}
