package dev.stopcode.sandbox.world;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Ground truth: something that was planted in one driver of a world, to be found or to be left alone. */
public sealed interface Planted permits PlantedRegression, Trap {

    /** What it is. */
    Enum<?> kind();

    /** Whether it only looks like a regression, and is to be left alone. */
    default boolean isTrap() {
        return this instanceof Trap;
    }

    /** Id of the source that sees the driver. */
    String source();

    /** The driver's binary; at most one thing is planted in each. */
    String driver();

    /** The version that it is about, null where it is about all versions of the driver. */
    @Nullable
    String version();

    /** The failure that it is about, null where it is about all failures of the driver. */
    @Nullable
    String failureHash();

    /** That failure's name. */
    @Nullable
    String failureName();

    /** First day on which it shows. */
    LocalDate startDate();

    /** Last such day; may lie after the world's today. */
    LocalDate endDate();

    /** Whether it shows on any of the days from one to another, both included. */
    default boolean overlaps(LocalDate first, LocalDate last) {
        return !startDate().isAfter(last) && !endDate().isBefore(first);
    }
}
