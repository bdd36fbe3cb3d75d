package dev.stopcode.triage;

import dev.stopcode.triage.limit.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

final class Reading {

    /** Small enough to be reached in a test. */
    static final Limits LIMITS = new Limits(4 << 20, 100, 2, 1 << 18, Duration.ofSeconds(60));

    private Reading() {}

    static CrashReport read(byte[] file) throws IOException {
        return new Triage(LIMITS, Clock.systemUTC()).read(new ByteArrayInputStream(file));
    }
}
