package dev.stopcode.triage.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of bug checks, from a table beside this class: code in hex, a blank, the name. */
public final class BugChecks {

    private static final Map<Long, String> NAMES = load();

    private BugChecks() {}

    /** The name of a bug check, null if it is not known. */
    public static @Nullable String name(long code) {
        return NAMES.get(code);
    }

    private static Map<Long, String> load() {
        try (InputStream table = Objects.requireNonNull(BugChecks.class.getResourceAsStream("bugchecks.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, US_ASCII))) {
            return lines.lines()
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(line -> Long.parseLong(line[0], 16), line -> line[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
