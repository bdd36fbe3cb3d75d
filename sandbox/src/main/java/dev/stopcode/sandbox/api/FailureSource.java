package dev.stopcode.sandbox.api;

import dev.stopcode.sandbox.world.Crash;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the simulator has its rows from: a world, or files. Called from worker threads, several at a time. */
public interface FailureSource {

    /** The rows of a generated world. */
    static FailureSource of(World world) {
        return new WorldRows(world);
    }

    List<Source> sources();

    /** The first day that may have rows. */
    LocalDate firstDay();

    /** The date at which a simulator starts. */
    LocalDate today();

    /** The aggregated rows of a day as of a date, in a fixed order. */
    List<ServedRow> hits(Source source, LocalDate day, LocalDate asOf);

    /** The number of {@link #hits hits}. */
    int hitCount(Source source, LocalDate day, LocalDate asOf);

    /** The single events of a failure. */
    List<ServedRow> details(Source source, String failureHash, LocalDate from, LocalDate to, LocalDate asOf);

    /** All single events of a day as of a date, of which reports are made; none where events were only saved. Lazy. */
    default Stream<Crash> crashes(Source source, LocalDate day, LocalDate asOf) {
        return Stream.empty();
    }

    /** The bytes of a dump, while it can be had. */
    Optional<byte[]> cab(String cabIdHash, LocalDate asOf);
}
