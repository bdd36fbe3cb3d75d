package dev.stopcode.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failure as a debugger tells it.
 *
 * @param name FAILURE_BUCKET_ID, or what FAILURE_ID_HASH_STRING names where there is none
 * @param hashed FAILURE_ID_HASH_STRING without its {@code km:} or {@code um:}, null if there is none
 * @param user whether that begins with {@code um:}
 * @param hash FAILURE_ID_HASH, a GUID in lower case; null if there is none
 */
record AnalyzeOutput(
        String name,
        @Nullable String hashed,
        boolean user,
        @Nullable String hash) {

    private static final Pattern FIELD =
            Pattern.compile("\\s*(FAILURE_BUCKET_ID|FAILURE_ID_HASH_STRING|FAILURE_ID_HASH):\\s*(\\S(?:.*\\S)?)\\s*");
    private static final Pattern MODE = Pattern.compile("(km|um):(.*)", Pattern.CASE_INSENSITIVE);

    /** The failures in the output of {@code !analyze -v}, whatever else is in it. */
    static List<AnalyzeOutput> read(String text) {
        List<AnalyzeOutput> found = new ArrayList<>();
        String bucket = null;
        String string = null;
        for (String line : text.lines().toList()) {
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                continue;
            }
            switch (field.group(1)) {
                case "FAILURE_BUCKET_ID" -> {
                    add(found, bucket, string, null);
                    bucket = field.group(2);
                    string = null;
                }
                case "FAILURE_ID_HASH_STRING" -> string = field.group(2);
                default -> {
                    add(
                            found,
                            bucket,
                            string,
                            field.group(2).replaceAll("[{}]", "").toLowerCase(Locale.ROOT));
                    bucket = null;
                    string = null;
                }
            }
        }
        add(found, bucket, string, null);
        return found;
    }

    private static void add(
            List<AnalyzeOutput> to, @Nullable String bucket, @Nullable String string, @Nullable String hash) {
        Matcher mode = MODE.matcher(string == null ? "" : string);
        String hashed = mode.matches() ? mode.group(2) : string;
        String name = bucket == null ? hashed : bucket;
        if (name != null) {
            to.add(new AnalyzeOutput(name, hashed, mode.matches() && "um".equalsIgnoreCase(mode.group(1)), hash));
        }
    }
}
