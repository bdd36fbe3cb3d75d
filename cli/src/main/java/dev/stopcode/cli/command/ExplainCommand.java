package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.ExplanationText;
import dev.stopcode.cli.output.Json;
import dev.stopcode.streams.detect.Explainer;
import dev.stopcode.streams.detect.Explanation;
import dev.stopcode.streams.detect.StoredDriver;
import dev.stopcode.streams.state.FailureRef;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description = {
            "Say why a day of a driver was raised, or why not.",
            "It is judged again by what is counted now, with the code and the configuration that the topology runs."
        },
        footer = {
            "",
            "Example: why is there no alert on this failure?",
            "  stopcode explain fastboot.sys 2026-11-14 --failure AV_fastboot!unknown_function"
        })
final class ExplainCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DRIVER", description = "Name of the driver binary.")
    private String driver = "";

    @Parameters(index = "1", paramLabel = "DAY", description = "The day, as YYYY-MM-DD.")
    private LocalDate day;

    @Option(
            names = "--failure",
            paramLabel = "FAILURE",
            description =
                    "One of its failures, by name or hash or the beginning of either; the whole driver without it.")
    private @Nullable String failure;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    @SuppressWarnings("NullAway.Init") // picocli sets the rest
    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Explainer explainer = explainer();
        Explanation explanation = explainer.explain(day, failure == null ? null : hash(explainer.failures(), failure));
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            Json.printDocument(out, Json.of(explanation));
        } else {
            ExplanationText.print(explanation, out);
        }
        return ExitCode.OK;
    }

    private Explainer explainer() {
        try (Installation installation = surroundings.installations().connect(cluster.where());
                KafkaRecords records = new KafkaRecords(installation.config().kafka())) {
            StoredDriver stored = new StoredDriver(driver, installation.config().detection());
            for (String store : StoredDriver.stores()) {
                records.readStore(store, driver, (key, value) -> stored.take(store, key, value));
            }
            return stored.explainer()
                    .orElseThrow(() -> UserError.failed("Nothing of the driver " + driver
                            + " has been judged: `stopcode topics read driver-days --latest` shows what is counted."));
        }
    }

    private static String hash(List<FailureRef> failures, String wanted) {
        String text = wanted.toLowerCase(Locale.ROOT);
        List<FailureRef> found = failures.stream()
                .filter(known -> known.getHash().toLowerCase(Locale.ROOT).startsWith(text)
                        || name(known).startsWith(text))
                .toList();
        List<FailureRef> exact =
                found.stream().filter(known -> name(known).equals(text)).toList();
        if (found.size() == 1 || exact.size() == 1) {
            return (exact.size() == 1 ? exact : found).getFirst().getHash();
        }
        throw UserError.failed(
                found.isEmpty()
                        ? "The driver has no failure " + wanted + ": `stopcode failures` lists them with their hashes."
                        : found.size() + " failures begin with " + wanted + ": give more of it.");
    }

    private static String name(FailureRef failure) {
        return Objects.requireNonNullElse(failure.getName(), "").toLowerCase(Locale.ROOT);
    }
}
