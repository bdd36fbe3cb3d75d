package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.error.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs commands and keeps what they print. */
final class Terminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line;

    private Terminal(@Nullable Records records) {
        Surroundings surroundings = new Surroundings(
                Map.of(), Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC), false, 100, where -> {
                    if (records == null) {
                        throw UserError.usage("There is nothing to read.");
                    }
                    return records;
                });
        this.line = StopcodeCommand.commandLine(surroundings)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
    }

    static Terminal empty() {
        return new Terminal(null);
    }

    static Terminal over(Records records) {
        return new Terminal(records);
    }

    int run(String... args) {
        return line.execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
