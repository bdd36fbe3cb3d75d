package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.machine.WorldState;
import dev.stopcode.cli.output.Json;
import dev.stopcode.sandbox.world.Total;
import dev.stopcode.sandbox.world.World;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "totals",
        description = "Print the world's own counts by driver, version, failure and day, one a line.",
        footer = {
            "",
            "Example: what the pipeline's counts must equal after a run in ./data",
            "  stopcode sandbox totals --data data -o json"
        })
final class TotalsCommand implements Callable<Integer> {

    /** How the counts are printed. */
    enum Format {
        csv,
        json
    }

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "The day on which the vendor would answer so, for counts are restated; default: the world's date.")
    private @Nullable LocalDate asOf;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "csv with a heading, or json; default: ${DEFAULT-VALUE}.")
    private Format format = Format.csv;

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    TotalsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        WorldState state = world.state(surroundings.clock());
        PrintWriter out = spec.commandLine().getOut();
        Function<Total, String> line = format == Format.json ? TotalsCommand::json : TotalsCommand::csv;
        if (format == Format.csv) {
            out.println("source,driver,version,failureHash,date,events");
        }
        World.of(state.world())
                .totals(Objects.requireNonNullElse(asOf, state.asOf()))
                .map(line)
                .forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }

    private static String json(Total total) {
        ObjectNode json = Json.object()
                .put("source", total.source())
                .put("driver", total.driver())
                .put("version", total.version())
                .put("failureHash", total.failureHash())
                .put("date", total.day().toString())
                .put("events", total.events());
        return json.toString();
    }

    /** No field of a world needs quoting. */
    private static String csv(Total total) {
        return String.join(
                ",",
                total.source(),
                total.driver(),
                total.version(),
                total.failureHash(),
                total.day().toString(),
                Long.toString(total.events()));
    }
}
