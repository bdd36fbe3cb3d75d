package dev.stopcode.detection.release;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A driver's version, of four numbers. Versions that share the first two are one branch, each the successor of the last. */
public record DriverVersion(int major, int minor, int build, int revision) implements Comparable<DriverVersion> {

    private static final Pattern FOUR_NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");

    private static final Comparator<DriverVersion> ORDER = Comparator.comparingInt(DriverVersion::major)
            .thenComparingInt(DriverVersion::minor)
            .thenComparingInt(DriverVersion::build)
            .thenComparingInt(DriverVersion::revision);

    /** The version that a text names; empty for texts that are not four numbers, such as {@code Unknown}. */
    public static Optional<DriverVersion> parse(String text) {
        Matcher numbers = FOUR_NUMBERS.matcher(text);
        return numbers.matches()
                ? Optional.of(new DriverVersion(
                        Integer.parseInt(numbers.group(1)),
                        Integer.parseInt(numbers.group(2)),
                        Integer.parseInt(numbers.group(3)),
                        Integer.parseInt(numbers.group(4))))
                : Optional.empty();
    }

    boolean isSameBranch(DriverVersion other) {
        return major == other.major && minor == other.minor;
    }

    @Override
    public int compareTo(DriverVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + build + "." + revision;
    }
}
