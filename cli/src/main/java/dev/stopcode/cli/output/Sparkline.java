package dev.stopcode.cli.output;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts as a line of bars. */
public final class Sparkline {

    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** A bar a count, the highest for the largest; a blank for 0, and a dot for one that is not known. */
    public static String of(List<@Nullable Long> counts) {
        long highest = counts.stream()
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return counts.stream().map(count -> bar(count, highest)).collect(Collectors.joining());
    }

    private static String bar(@Nullable Long count, long highest) {
        if (count == null) {
            return "·";
        }
        if (count <= 0) {
            return " ";
        }
        int height = (int) Math.ceil((double) count * BARS.length() / highest);
        return BARS.substring(height - 1, height);
    }
}
