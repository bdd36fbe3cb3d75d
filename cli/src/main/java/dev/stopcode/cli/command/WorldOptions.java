package dev.stopcode.cli.command;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.machine.DataDir;
import dev.stopcode.cli.machine.WorldState;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.WorldConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which simulated world a command is about. */
final class WorldOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The world that `stopcode up` filled DIR from, on the date of its last run.")
    @Nullable
    Path data;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed is another world; default: 1.")
    @Nullable
    Long seed;

    @Option(names = "--size", paramLabel = "SIZE", description = "small, medium or large; default: small.")
    @Nullable
    Size size;

    @Option(
            names = "--today",
            paramLabel = "DATE",
            description = "Last of the world's 90 days of history; default: the current date (UTC).")
    @Nullable
    LocalDate today;

    /** The world, and its date. */
    WorldState state(Clock clock) {
        return state(clock, data);
    }

    /**
     * Likewise.
     *
     * @param directory was filled from the world, null where the options say which it is
     */
    WorldState state(Clock clock, @Nullable Path directory) {
        if (directory == null) {
            LocalDate date = today == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : today;
            WorldConfig world = new WorldConfig(
                    Objects.requireNonNullElse(seed, 1L), Objects.requireNonNullElse(size, Size.SMALL), date);
            return new WorldState(world, Duration.ZERO, date);
        }
        if (seed != null || size != null || today != null) {
            throw UserError.usage("The world is that of " + directory + ": leave out --seed, --size and --today.");
        }
        return WorldState.load(new DataDir(directory))
                .orElseThrow(() -> UserError.usage("There is no simulated world in " + directory
                        + ": run `stopcode up --data " + directory + "` first."));
    }
}
