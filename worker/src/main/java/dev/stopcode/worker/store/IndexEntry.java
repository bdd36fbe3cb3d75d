package dev.stopcode.worker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabTriage;
import dev.stopcode.schemas.PurgeReason;
import dev.stopcode.worker.objects.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the index says of a dump: what it is, and what it was asked for. An object of its own, in the text of a
 * properties file.
 *
 * @param name of the object that holds the entry
 * @param dump name of the dump's object
 * @param sha256 of the dump, lower-case hex
 * @param bytes size of the dump
 * @param collectedAt when it was fetched under this id; whole milliseconds
 * @param triage what the dump says, null if nobody could look
 * @param subject what it was asked for, null for a dump that nobody was told of
 * @param destruction why and when a purge set about to destroy the dump, null while none did
 */
public record IndexEntry(
        String name,
        String dump,
        String sha256,
        Container container,
        long bytes,
        Instant collectedAt,
        @Nullable CabTriage triage,
        @Nullable Subject subject,
        @Nullable Destruction destruction) {

    /** What a dump was asked for, in the words of the request. */
    public record Subject(String cabIdHash, String failureHash, String alertId, String driverName) {
        public static Subject of(CabRequest request) {
            return new Subject(
                    request.getCabIdHash(), request.getFailureHash(), request.getAlertId(), request.getDriverName());
        }
    }

    /** Why and when a purge destroyed a dump; whole milliseconds. */
    public record Destruction(PurgeReason reason, Instant at) {}

    static final String INDEX = "index/";
    static final String DUMPS = "dumps/";

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ENTRY = Pattern.compile(INDEX + "(" + GUID + "|(sha256|dump)-[0-9a-f]{64})");
    private static final Pattern DUMP = Pattern.compile(DUMPS + "[0-9a-f]{2}/([0-9a-f]{64})\\.([a-z]+)");

    static IndexEntry of(
            IncomingCab cab, Container container, Instant collectedAt, CabRequest request, @Nullable CabTriage triage) {
        String sha256 = cab.sha256();
        return new IndexEntry(
                name(request.getCabIdHash()),
                DUMPS + sha256.substring(0, 2) + "/" + sha256 + "." + container.extension(),
                sha256,
                container,
                cab.bytes(),
                collectedAt,
                triage,
                Subject.of(request),
                null);
    }

    /** Whether an object is a dump by its name; anything else is somebody else's. */
    static boolean isDump(String name) {
        return DUMP.matcher(name).matches();
    }

    /** Whether an object is an entry by its name; anything else is somebody else's. */
    static boolean isEntry(String name) {
        return ENTRY.matcher(name).matches();
    }

    /** An entry for a dump that has none; empty if the object is no dump. */
    static Optional<IndexEntry> ofOrphan(String dump, long bytes, Instant collectedAt) {
        var parts = DUMP.matcher(dump);
        return parts.matches()
                ? Container.ofExtension(parts.group(2))
                        .map(container -> new IndexEntry(
                                INDEX + "dump-" + parts.group(1),
                                dump,
                                parts.group(1),
                                container,
                                bytes,
                                collectedAt,
                                null,
                                null,
                                null))
                : Optional.empty();
    }

    /**
     * The object that holds the entry of an id. Ids come from outside: one that is no GUID is hashed, never used as it
     * is.
     */
    static String name(String cabIdHash) {
        String lower = cabIdHash.toLowerCase(Locale.ROOT);
        return INDEX + (GUID.matcher(lower).matches() ? lower : "sha256-" + Sha256.of(cabIdHash.getBytes(UTF_8)));
    }

    /** Reads what {@link #toText} wrote; empty if the text is something else, as after damage by another hand. */
    static Optional<IndexEntry> parse(String name, String text) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(text));
            var dump = DUMP.matcher(values.getProperty("dump", ""));
            return dump.matches()
                    ? Optional.of(new IndexEntry(
                            name,
                            dump.group(),
                            dump.group(1),
                            Container.valueOf(values.getProperty("container", "")),
                            Long.parseLong(values.getProperty("bytes", "")),
                            Instant.parse(values.getProperty("collectedAt", "")),
                            TriageText.parse(values.getProperty("triage")),
                            subject(values),
                            destruction(values)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Subject subject(Properties values) {
        String id = values.getProperty("cabIdHash");
        return id == null
                ? null
                : new Subject(
                        id,
                        values.getProperty("failureHash", ""),
                        values.getProperty("alertId", ""),
                        values.getProperty("driverName", ""));
    }

    private static @Nullable Destruction destruction(Properties values) {
        String at = values.getProperty("destroyedAt");
        return at == null
                ? null
                : new Destruction(PurgeReason.valueOf(values.getProperty("destroyedFor", "")), Instant.parse(at));
    }

    /** The same with a mark that its dump is being destroyed. */
    IndexEntry marked(Destruction mark) {
        return new IndexEntry(name, dump, sha256, container, bytes, collectedAt, triage, subject, mark);
    }

    String toText() {
        Properties values = new Properties();
        values.setProperty("dump", dump);
        values.setProperty("container", container.name());
        values.setProperty("bytes", Long.toString(bytes));
        values.setProperty("collectedAt", collectedAt.toString());
        if (triage != null) {
            values.setProperty("triage", TriageText.of(triage));
        }
        if (subject != null) {
            values.setProperty("cabIdHash", subject.cabIdHash());
            values.setProperty("failureHash", subject.failureHash());
            values.setProperty("alertId", subject.alertId());
            values.setProperty("driverName", subject.driverName());
        }
        if (destruction != null) {
            values.setProperty("destroyedFor", destruction.reason().name());
            values.setProperty("destroyedAt", destruction.at().toString());
        }
        StringWriter text = new StringWriter();
        try {
            values.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
