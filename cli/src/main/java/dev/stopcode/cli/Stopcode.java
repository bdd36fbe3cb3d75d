package dev.stopcode.cli;

import dev.stopcode.cli.command.StopcodeCommand;
import dev.stopcode.cli.command.Surroundings;

/** The {@code stopcode} command. */
public final class Stopcode {

    private Stopcode() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(StopcodeCommand.commandLine(Surroundings.ofProcess()).execute(args));
    }
}
