package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.Installations;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.machine.LocalInstallations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs commands and keeps what they print. */
final class Terminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line;

    private Terminal(Installations installations) {
        Surroundings surroundings = new Surroundings(
                Map.of(),
                Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC),
                false,
                100,
                installations);
        this.line = StopcodeCommand.commandLine(surroundings)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
    }

    /** Without topics, or with those to be read only. */
    private record ReadOnly(@Nullable Records records) implements Installations {

        @Override
        public Records open(Where where) {
            if (records == null) {
                throw UserError.usage("There is nothing to read.");
            }
            return records;
        }

        @Override
        public Installation connect(Where where) {
            throw UserError.usage("There is nothing to connect to.");
        }
    }

    static Terminal empty() {
        return new Terminal(new ReadOnly(null));
    }

    static Terminal over(Records records) {
        return new Terminal(new ReadOnly(records));
    }

    /** On this machine, at a fixed date. */
    static Terminal onThisMachine() {
        return new Terminal(new LocalInstallations(Map.of()));
    }

    /** Lets something happen when a command prints. */
    Terminal whenPrinting(Consumer<String> told) {
        line.setOut(new PrintWriter(out) {
            @Override
            public void println(String text) {
                told.accept(text);
                super.println(text);
            }
        });
        return this;
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
