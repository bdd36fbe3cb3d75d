package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.World;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "truth",
        description = "Print the regressions that were planted in a world; with -o json as one array.",
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
        List<PlantedRegression> truth =
                World.of(world.state(surroundings.clock()).world()).truth();
        if (output.json()) {
            ArrayNode array = Json.array();
            truth.forEach(planted -> array.add(json(planted)));
            Json.printDocument(spec.commandLine().getOut(), array);
        } else {
            Table table = new Table("SINCE", "UNTIL", "KIND", "DRIVER", "VERSION", "FAILURE", "FAILURE HASH");
            truth.forEach(planted -> table.row(
                    planted.startDate(),
                    planted.endDate(),
                    planted.kind(),
                    planted.driver(),
                    planted.version(),
                    planted.failureName(),
                    planted.failureHash()));
            table.print(spec.commandLine().getOut(), "Nothing was planted.");
        }
        return ExitCode.OK;
    }

    private static ObjectNode json(PlantedRegression planted) {
        return Json.object()
                .put("kind", planted.kind().name())
                .put("source", planted.source())
                .put("driver", planted.driver())
                .put("version", planted.version())
                .put("failureHash", planted.failureHash())
                .put("failureName", planted.failureName())
                .put("startDate", planted.startDate().toString())
                .put("endDate", planted.endDate().toString());
    }
}
