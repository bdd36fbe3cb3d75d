package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.Trap;
import dev.stopcode.sandbox.world.World;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "truth",
        description = "Print the regressions and the traps that were planted in a world; with -o json as one array.",
        footer = {"", "Example: stopcode sandbox truth --seed 7 --size medium -o json"})
final class TruthCommand implements Callable<Integer> {

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    TruthCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        World planted = World.of(world.state(surroundings.clock()).world());
        if (output.json()) {
            ArrayNode array = Json.array();
            planted.truth().forEach(regression -> array.add(json(regression)));
            planted.traps().forEach(trap -> array.add(json(trap)));
            Json.printDocument(spec.commandLine().getOut(), array);
        } else {
            Table table = new Table("SINCE", "UNTIL", "KIND", "TRAP", "DRIVER", "VERSION", "FAILURE", "FAILURE HASH");
            planted.truth().forEach(regression -> add(table, regression));
            planted.traps().forEach(trap -> add(table, trap));
            table.print(spec.commandLine().getOut(), "Nothing was planted.");
        }
        return ExitCode.OK;
    }

    private static void add(Table table, PlantedRegression regression) {
        table.row(
                regression.startDate(),
                regression.endDate(),
                regression.kind(),
                "no",
                regression.driver(),
                regression.version(),
                regression.failureName(),
                regression.failureHash());
    }

    private static void add(Table table, Trap trap) {
        table.row(
                trap.startDate(),
                trap.endDate(),
                trap.kind(),
                "yes",
                trap.driver(),
                trap.version(),
                trap.failureName(),
                trap.failureHash());
    }

    private static ObjectNode json(PlantedRegression regression) {
        return Json.object()
                .put("kind", regression.kind().name())
                .put("trap", false)
                .put("source", regression.source())
                .put("driver", regression.driver())
                .put("version", regression.version())
                .put("failureHash", regression.failureHash())
                .put("failureName", regression.failureName())
                .put("startDate", regression.startDate().toString())
                .put("endDate", regression.endDate().toString());
    }

    private static ObjectNode json(Trap trap) {
        return Json.object()
                .put("kind", trap.kind().name())
                .put("trap", true)
                .put("source", trap.source())
                .put("driver", trap.driver())
                .put("version", trap.version())
                .put("failureHash", trap.failureHash())
                .put("failureName", trap.failureName())
                .put("startDate", trap.startDate().toString())
                .put("endDate", trap.endDate().toString());
    }
}
