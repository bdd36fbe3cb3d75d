package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.machine.WorldState;
import dev.stopcode.sandbox.world.Installed;
import dev.stopcode.sandbox.world.World;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "installs",
        description = "Print how many computers of the world run each version of a driver, day by day, as CSV.",
        footer = {
            "",
            "Example: judge releases by failures a device, in what `stopcode up` left in ./data",
            "  stopcode sandbox installs --data data > installs.csv",
            "  stopcode import installs installs.csv"
        })
final class SimulatedInstallsCommand implements Callable<Integer> {

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    SimulatedInstallsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        WorldState state = world.state(surroundings.clock());
        PrintWriter out = spec.commandLine().getOut();
        out.println("date,driver,version,installs");
        World.of(state.world())
                .installs(state.asOf())
                .map(SimulatedInstallsCommand::line)
                .forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }

    /** No field of a world needs quoting. */
    private static String line(Installed installed) {
        return String.join(
                ",",
                installed.day().toString(),
                installed.driver(),
                installed.version(),
                Long.toString(installed.computers()));
    }
}
