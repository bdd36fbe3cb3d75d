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
import java.util.function.Consumer;
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
    private final List<StoredObject> damaged = new ArrayList<>();

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
     * All dumps, and those that are no more but were not yet forgotten; the oldest first.
     *
     * @throws IOException if the store or any entry of the index cannot be read
     */
    public List<HeldDump> dumps() throws IOException {
        List<IOException> failures = new ArrayList<>();
        List<HeldDump> dumps = dumps(failures::add);
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return dumps;
    }

    /**
     * All dumps, as far as the index can be read.
     *
     * @param failures takes what each unreadable entry fails with: its dump is listed as one that has no such entry
     * @throws IOException if the store cannot be listed
     */
    public synchronized List<HeldDump> dumps(Consumer<IOException> failures) throws IOException {
        // the index first: a dump is there before its entry is
        Map<String, List<IndexEntry>> entries = new TreeMap<>();
        for (IndexEntry entry : entries(failures)) {
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
        return dumps;
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

    /**
     * Removes entries that say nothing, as found when the dumps were listed last, and that were written before then.
     *
     * @param failures takes what each entry that stays fails with
     */
    public synchronized void removeDamaged(Instant before, Consumer<IOException> failures) {
        for (StoredObject object : damaged) {
            if (IndexEntry.isEntry(object.name()) && object.modified().isBefore(before)) {
                try {
                    objects.delete(object.name());
                } catch (IOException e) {
                    failures.accept(e);
                }
            }
        }
        damaged.clear();
    }

    private List<IndexEntry> entries(Consumer<IOException> failures) throws IOException {
        List<StoredObject> listed = objects.list(IndexEntry.INDEX);
        known.keySet().retainAll(listed.stream().map(StoredObject::name).toList());
        damaged.clear();
        List<IndexEntry> entries = new ArrayList<>();
        for (StoredObject object : listed) {
            try {
                entry(object).ifPresentOrElse(entries::add, () -> damaged.add(object));
            } catch (IOException e) {
                failures.accept(e);
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
