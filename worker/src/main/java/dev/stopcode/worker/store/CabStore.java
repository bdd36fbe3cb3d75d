package dev.stopcode.worker.store;

import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabTriage;
import dev.stopcode.schemas.PurgeReason;
import dev.stopcode.worker.objects.ObjectStore;
import dev.stopcode.worker.objects.StoredObject;
import dev.stopcode.worker.store.IndexEntry.Destruction;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dumps in an object store, which any number of processes may share.
 *
 * <pre>
 * dumps/3f/3f9a….zip   a dump, named by its SHA-256: the same dump is stored once
 * index/&lt;id&gt;           which dump the vendor's id means, and what it was asked for
 * </pre>
 *
 * An entry is written when its dump is there, and removed when what became of the dump has been told.
 */
public final class CabStore {

    private record Read(Instant modified, IndexEntry entry) {}

    private static final Logger LOG = LoggerFactory.getLogger(CabStore.class);

    /** Stores tell whole seconds; within one, the entries decide. */
    private static final Comparator<HeldDump> OLDEST_FIRST = Comparator.comparing(HeldDump::collectedAt)
            .thenComparing(dump -> dump.entries().stream()
                    .map(IndexEntry::collectedAt)
                    .min(Comparator.naturalOrder())
                    .orElse(dump.collectedAt()));

    private final ObjectStore objects;
    private final Clock clock;
    private final Map<String, Read> known = new HashMap<>();

    public CabStore(ObjectStore objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** The dump of that id, empty if the store does not hold it whole and unaltered. */
    public Optional<StoredCab> find(String cabIdHash) throws IOException {
        String name = IndexEntry.name(cabIdHash);
        Optional<IndexEntry> entry = objects.read(name).flatMap(text -> IndexEntry.parse(name, text));
        return entry.isPresent() && holds(entry.get()) ? entry.map(this::stored) : Optional.empty();
    }

    /**
     * Keeps a dump that was written to its end, as what the request asked for and with what it says. The temporary file is used
     * up.
     *
     * @throws IllegalArgumentException if the file is no dump
     */
    public StoredCab keep(IncomingCab cab, CabRequest request, @Nullable CabTriage triage) throws IOException {
        Container container = cab.container().orElseThrow(() -> new IllegalArgumentException("not a dump"));
        IndexEntry entry = IndexEntry.of(cab, container, now(), request, triage);
        boolean shared = holds(entry);
        if (!shared) {
            objects.add(entry.dump(), cab.file(), entry.sha256());
        }
        objects.write(entry.name(), entry.toText());
        if (shared && !holds(entry)) {
            // its time was over just now: another worker destroyed it before it could see the new entry
            objects.add(entry.dump(), cab.file(), entry.sha256());
        }
        Files.deleteIfExists(cab.file());
        return stored(entry);
    }

    /**
     * What there is, as far as the index can be read.
     *
     * @param dumps all dumps, and those that are no more but were not yet forgotten; the oldest first
     * @param damaged entries that say nothing; the dump of each is listed as one that has no such entry
     * @param failures what entries that cannot be read fail with; their dumps are listed likewise
     */
    public record Listing(List<HeldDump> dumps, List<StoredObject> damaged, List<IOException> failures) {}

    /**
     * Lists the store.
     *
     * @throws IOException if it cannot be listed
     */
    public synchronized Listing list() throws IOException {
        List<StoredObject> damaged = new ArrayList<>();
        List<IOException> failures = new ArrayList<>();
        // the index first: a dump is there before its entry is
        Map<String, List<IndexEntry>> entries = new TreeMap<>();
        for (IndexEntry entry : entries(damaged, failures)) {
            entries.computeIfAbsent(entry.dump(), dump -> new ArrayList<>()).add(entry);
        }
        List<HeldDump> dumps = new ArrayList<>();
        for (StoredObject object : objects.list(IndexEntry.DUMPS)) {
            List<IndexEntry> of = entries.remove(object.name());
            if (of != null || IndexEntry.isDump(object.name())) {
                dumps.add(held(object.name(), object.bytes(), object.modified(), true, of == null ? List.of() : of));
            }
        }
        entries.forEach((dump, of) ->
                dumps.add(held(dump, of.getFirst().bytes(), of.getFirst().collectedAt(), false, of)));
        dumps.sort(OLDEST_FIRST);
        return new Listing(dumps, damaged, failures);
    }

    /**
     * Destroys a dump. Its entries stay, marked with the reason, and one is made for a dump that has none, so that it
     * can be told of whatever happens next. Where the store takes no mark, as on a full disk, the dump is destroyed
     * nevertheless.
     */
    public void destroy(HeldDump dump, PurgeReason reason) throws IOException {
        Destruction mark = new Destruction(reason, now());
        boolean marked = tryMark(dump, mark);
        objects.delete(dump.name());
        if (!marked && !tryMark(dump, mark)) { // there may be room now
            LOG.warn("The index takes no note of a dump that was destroyed: it will be told of as gone");
        }
    }

    private boolean tryMark(HeldDump dump, Destruction mark) {
        try {
            mark(dump, mark);
            return true;
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cause", e).log("The index cannot be written");
            return false;
        }
    }

    private synchronized void mark(HeldDump dump, Destruction mark) throws IOException {
        List<IndexEntry> entries = dump.entries().isEmpty()
                ? IndexEntry.ofOrphan(dump.name(), dump.bytes(), dump.collectedAt()).stream()
                        .toList()
                : dump.entries();
        for (IndexEntry entry : entries) {
            known.remove(entry.name()); // stores tell whole seconds: it may look unchanged
            objects.write(entry.name(), entry.marked(mark).toText());
        }
    }

    /** Whether the index still says this of a dump that is no more. */
    public synchronized boolean remembers(IndexEntry entry) throws IOException {
        Optional<IndexEntry> now = objects.read(entry.name()).flatMap(text -> IndexEntry.parse(entry.name(), text));
        if (now.filter(entry::equals).isEmpty()) {
            known.remove(entry.name());
            return false;
        }
        return !holds(entry);
    }

    /** Removes an entry when what became of its dump has been told. */
    public void forget(IndexEntry entry) throws IOException {
        objects.delete(entry.name());
    }

    /** Removes an entry that says nothing, if it is one by its name. */
    public void removeDamaged(StoredObject entry) throws IOException {
        if (IndexEntry.isEntry(entry.name())) {
            objects.delete(entry.name());
        }
    }

    private List<IndexEntry> entries(List<StoredObject> damaged, List<IOException> failures) throws IOException {
        List<StoredObject> listed = objects.list(IndexEntry.INDEX);
        known.keySet().retainAll(listed.stream().map(StoredObject::name).toList());
        List<IndexEntry> entries = new ArrayList<>();
        for (StoredObject object : listed) {
            try {
                entry(object).ifPresentOrElse(entries::add, () -> damaged.add(object));
            } catch (IOException e) {
                failures.add(e);
            }
        }
        return entries;
    }

    private Optional<IndexEntry> entry(StoredObject object) throws IOException {
        Read read = known.get(object.name());
        if (read != null && read.modified().equals(object.modified())) {
            return Optional.of(read.entry());
        }
        Optional<IndexEntry> entry = objects.read(object.name()).flatMap(text -> IndexEntry.parse(object.name(), text));
        entry.ifPresent(now -> known.put(object.name(), new Read(object.modified(), now)));
        return entry;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean holds(IndexEntry entry) throws IOException {
        return objects.holds(entry.dump(), entry.bytes(), entry.sha256());
    }

    private StoredCab stored(IndexEntry entry) {
        return new StoredCab(
                objects.location(entry.dump()),
                entry.sha256(),
                entry.container(),
                entry.bytes(),
                entry.collectedAt(),
                entry.triage());
    }

    private static HeldDump held(String name, long bytes, Instant written, boolean present, List<IndexEntry> entries) {
        Instant first = entries.stream()
                .map(IndexEntry::collectedAt)
                .reduce(written, (one, other) -> one.isBefore(other) ? one : other);
        return new HeldDump(name, bytes, first, present, entries);
    }
}
