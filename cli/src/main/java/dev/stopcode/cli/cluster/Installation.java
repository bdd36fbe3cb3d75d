package dev.stopcode.cli.cluster;

import dev.stopcode.config.StopcodeConfig;
import java.time.Clock;
import java.time.Duration;

/**
 * A cluster and a registry that can be reached until this is closed.
 *
 * @param config leads there
 * @param ahead how far its clock is ahead of the real one
 * @param closing ends what was started for the purpose
 */
public record Installation(StopcodeConfig config, Duration ahead, Runnable closing) implements AutoCloseable {

    /** What time it is there. */
    public Clock clock(Clock real) {
        return Clock.offset(real, ahead);
    }

    @Override
    public void close() {
        closing.run();
    }
}
