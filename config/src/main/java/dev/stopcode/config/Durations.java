package dev.stopcode.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 6h}, {@code 2d}. */
public final class Durations {

    static final Validator VALIDATOR = Keys.parsedBy(Durations::parse, "a duration such as 500ms, 30s, 10m, 6h or 2d");

    private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h|d)");

    private Durations() {}

    /** Fails with {@code IllegalArgumentException} for anything else. */
    public static Duration parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
