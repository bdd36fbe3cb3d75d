package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Installations;
import dev.stopcode.cli.machine.LocalInstallations;
import java.time.Clock;
import java.util.Map;

/**
 * What a command knows of the process that it runs in.
 *
 * @param terminal whether standard error is a terminal
 * @param columns the terminal's width
 * @param installations how topics are found
 */
public record Surroundings(
        Map<String, String> environment, Clock clock, boolean terminal, int columns, Installations installations) {

    private static final int COLUMNS = 100;

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process; the launcher says what the terminal is like. */
    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                Clock.systemUTC(),
                Boolean.getBoolean("stopcode.terminal"),
                columns(Integer.getInteger("stopcode.columns", COLUMNS)),
                new LocalInstallations(environment));
    }

    /** A terminal that does not know its width says 0. */
    static int columns(int said) {
        return said > 0 ? said : COLUMNS;
    }
}
