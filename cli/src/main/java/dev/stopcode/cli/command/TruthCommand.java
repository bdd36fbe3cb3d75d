package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.sandbox.score.Score;
import dev.stopcode.sandbox.world.Planted;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.schemas.HarvestedDay;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "truth",
        description = "Print the regressions and the traps that were planted in a world; with -o json as one document.",
        footer = {
            "",
            "Example: what was planted in another world",
            "  stopcode sandbox truth --seed 7 --size medium -o json",
            "Example: how much of it the alerts tell that `stopcode up` left in ./data",
            "  stopcode sandbox truth --score --data data"
        })
final class TruthCommand implements Callable<Integer> {

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--score",
            description = {
                "Compare it with the alerts that were raised: those of --data, ./data where no cluster is named.",
                "For a cluster, give the --seed, --size and --today that it was harvested from."
            })
    private boolean score;

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    TruthCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (score) {
            printScore();
        } else {
            print(World.of(world.state(surroundings.clock()).world()).planted());
        }
        return ExitCode.OK;
    }

    private void print(List<Planted> truth) {
        if (output.json()) {
            ArrayNode array = Json.array();
            truth.forEach(planted -> array.add(json(planted)));
            Json.printDocument(out(), array);
        } else {
            Table table = new Table("SINCE", "UNTIL", "KIND", "TRAP", "DRIVER", "VERSION", "FAILURE", "FAILURE HASH");
            truth.forEach(planted -> table.row(
                    planted.startDate(),
                    planted.endDate(),
                    planted.kind(),
                    planted.isTrap() ? "yes" : "no",
                    planted.driver(),
                    planted.version(),
                    planted.failureName(),
                    planted.failureHash()));
            table.print(out(), "Nothing was planted.");
        }
    }

    /** Of a local installation the world is known; of a cluster it is what the command line says. */
    private void printScore() {
        Where where = new Where(config.file, config.settings, world.data);
        Optional<Path> directory = where.directory(surroundings.environment());
        World harvested = World.of(
                world.state(surroundings.clock(), directory.orElse(null)).world());
        try (Records records = surroundings.installations().open(where)) {
            Score.Harvest harvest = harvest(records, directory);
            List<RegressionAlert> states = new ArrayList<>();
            records.read(
                    Topics.REGRESSION_ALERTS,
                    record -> states.add(Topics.REGRESSION_ALERTS.value().cast(record.value())));
            ScoreText text = new ScoreText(Score.of(harvested.planted(), harvest, states), harvest);
            if (output.json()) {
                Json.printDocument(out(), text.toJson());
            } else {
                text.print(out());
            }
        }
    }

    private static Score.Harvest harvest(Records records, Optional<Path> directory) {
        TreeSet<LocalDate> days = new TreeSet<>();
        records.latestValues(Topics.HARVEST_CHECKPOINTS)
                .forEach(checkpoint ->
                        checkpoint.getDays().stream().map(HarvestedDay::getDate).forEach(days::add));
        if (days.isEmpty()) {
            throw UserError.failed("Nothing has been harvested yet, so that there is nothing to score: run "
                    + directory
                            .map(data -> "`stopcode up --until-idle --data " + data + "`")
                            .orElse("`stopcode harvest` and `stopcode stream`")
                    + " first.");
        }
        return new Score.Harvest(days.first(), days.last());
    }

    static ObjectNode json(Planted planted) {
        return Json.object()
                .put("kind", planted.kind().name())
                .put("trap", planted.isTrap())
                .put("source", planted.source())
                .put("driver", planted.driver())
                .put("version", planted.version())
                .put("failureHash", planted.failureHash())
                .put("failureName", planted.failureName())
                .put("startDate", planted.startDate().toString())
                .put("endDate", planted.endDate().toString());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
