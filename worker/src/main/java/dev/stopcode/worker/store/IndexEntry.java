package dev.stopcode.worker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the index says of a dump: one line of text, and the name of the file that holds it. */
record IndexEntry(String sha256, Container container, long bytes, Instant collectedAt) {

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * A file name that stands for the id. Ids come from outside: one that is no GUID is hashed, never used as it is.
     */
    static String fileName(String cabIdHash) {
        String lower = cabIdHash.toLowerCase(Locale.ROOT);
        return GUID.matcher(lower).matches()
                ? lower
                : "sha256-"
                        + HexFormat.of().formatHex(IncomingCab.sha256Digest().digest(cabIdHash.getBytes(UTF_8)));
    }

    /** Reads what {@link #toLine} wrote; empty if the line is something else, as after damage by another hand. */
    static Optional<IndexEntry> parse(String line) {
        String[] words = line.strip().split(" ", -1);
        if (words.length != 4 || !SHA_256.matcher(words[0]).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IndexEntry(
                    words[0], Container.valueOf(words[1]), Long.parseLong(words[2]), Instant.parse(words[3])));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    String toLine() {
        return String.join(" ", sha256, container.name(), Long.toString(bytes), collectedAt.toString()) + "\n";
    }
}
