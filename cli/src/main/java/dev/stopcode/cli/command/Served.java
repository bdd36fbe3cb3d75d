package dev.stopcode.cli.command;

import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.machine.WorldState;
import dev.stopcode.sandbox.api.FailureSource;
import dev.stopcode.sandbox.api.ReplayRows;
import dev.stopcode.sandbox.world.World;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/**
 * What the simulated Dev Center serves, and what time it is there.
 *
 * @param rows made when the simulator starts: a large world takes its time
 */
record Served(Supplier<FailureSource> rows, Clock clock) {

    static Served world(WorldState state, Clock real) {
        return new Served(() -> FailureSource.of(World.of(state.world())), state.clock(real));
    }

    /** Rows of files; the clock stands at the noon of their newest day at the start. */
    static Served files(Path directory, Clock real) {
        try {
            FailureSource rows = ReplayRows.of(directory);
            Duration ahead = Duration.between(
                    real.instant(), rows.today().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
            return new Served(() -> rows, Clock.offset(real, ahead));
        } catch (FileSystemException e) {
            throw UserError.usage("--replay: " + e.getFile() + ": " + FailureReport.reason(e));
        } catch (IOException | IllegalArgumentException e) {
            throw UserError.usage("--replay: " + e.getMessage());
        }
    }
}
