package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.machine.DataDir;
import dev.stopcode.cli.machine.DataLock;
import dev.stopcode.cli.machine.Endpoints;
import dev.stopcode.cli.machine.Origin;
import dev.stopcode.cli.machine.WorldState;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Logging;
import dev.stopcode.cli.output.Screen;
import dev.stopcode.cli.pipeline.AlertFeed;
import dev.stopcode.cli.pipeline.LocalRun;
import dev.stopcode.cli.pipeline.RunWatch;
import dev.stopcode.cli.pipeline.StopSignal;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.sandbox.world.Size;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Run everything on this machine: Kafka broker, schema registry, simulated Dev Center, producer, topology and"
                    + " worker.",
            "Alerts are printed as they are raised. Ctrl-C stops all of it; the next start goes on where it stood.",
            "With credentials of a real Dev Center in the configuration (devcenter.*), that is harvested instead."
        },
        footer = {
            "",
            "Example: harvest the small world, evaluate it, fetch its dumps, and end",
            "  stopcode up --until-idle --data /tmp/try"
        })
final class UpCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Holds all state of the run; default: ${DEFAULT-VALUE}.")
    private Path data = Where.DEFAULT_DATA;

    @Option(
            names = "--broker-port",
            converter = Values.Port.class,
            paramLabel = "PORT",
            description = "Where Kafka clients find the broker, 0 for any free port; default: ${DEFAULT-VALUE}.")
    private int brokerPort = 9092;

    @Option(
            names = "--registry-port",
            converter = Values.Port.class,
            paramLabel = "PORT",
            description = "Port of the schema registry, 0 for any free one; default: ${DEFAULT-VALUE}.")
    private int registryPort = 8081;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Which simulated world; default: 1, or the one that DIR was filled from.")
    private @Nullable Long seed;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "small, medium or large: about 10 thousand, 1 million or 10 million rows; default: small, or"
                    + " the one that DIR was filled from.")
    private @Nullable Size size;

    @Option(
            names = "--today",
            paramLabel = "DATE",
            description = "The date in the simulated world at the start; default: the current one (UTC).")
    private @Nullable LocalDate today;

    @Option(
            names = "--replay",
            paramLabel = "DIR",
            description = "Simulate a Dev Center that serves the rows of DIR's files (*.json pages, *.ndjson).")
    private @Nullable Path replay;

    @Option(
            names = "--until-idle",
            description = "End when everything that the Dev Center holds has been harvested, evaluated and fetched.")
    private boolean untilIdle;

    @Option(names = "--backfill", description = "Also print the alerts on history.")
    private boolean backfill;

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return StopSignal.run(this::run);
    }

    private int run(StopSignal stop) {
        long begin = System.nanoTime();
        refuseOtherCluster();
        DataDir dir = new DataDir(data);
        StopcodeConfig checked =
                configure(dir, new Endpoints("127.0.0.1:" + brokerPort, "http://127.0.0.1/"), Map.of());
        try (DataLock lock = dir.tryLock()
                .orElseThrow(() -> UserError.failed(
                        "Another `stopcode` uses " + data + ": stop it, or choose another directory with --data."))) {
            return run(dir, plan(dir, checked.devCenter() != null), lock, stop, begin);
        }
    }

    private void refuseOtherCluster() {
        if (config.settings.containsKey("kafka.bootstrap.servers")
                || config.settings.containsKey("schema.registry.url")) {
            throw UserError.usage(
                    "`up` brings a broker and a registry of its own: for another cluster run `topics create`,"
                            + " `harvest`, `stream` and `work`.");
        }
    }

    private int run(DataDir dir, LocalRun.Plan plan, DataLock lock, StopSignal stop, long begin) {
        Logging.toFile(dir.log());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Screen screen = new Screen(output.json() ? err : out, err, surroundings.terminal(), surroundings.columns());
        screen.progress("start: broker, registry, " + (plan.world() == null ? "pipeline" : "simulated Dev Center"));
        try (LocalRun run = new LocalRun(plan, lock, stop);
                AlertFeed alerts = new AlertFeed(run.config().kafka(), screen, backfill)) {
            screen.done();
            screen.line(greeting(run));
            @Nullable ObjectNode summary = new RunWatch(run, data, screen, begin).watch(alerts, stop, untilIdle);
            if (output.json() && summary != null) {
                Json.print(out, summary);
            }
            screen.progress("stop");
        } finally {
            screen.done();
        }
        return ExitCode.OK;
    }

    private static String greeting(LocalRun run) {
        return "Kafka at " + run.endpoints().bootstrapServers() + ", schema registry at "
                + run.endpoints().registryUrl() + ", Dev Center at " + run.devCenter()
                + ". Ctrl-C stops.";
    }

    private LocalRun.Plan plan(DataDir dir, boolean realDevCenter) {
        @Nullable Served served = null;
        if (realDevCenter) {
            Origin.TENANT.claim(dir);
        } else {
            served = served(dir);
        }
        return new LocalRun.Plan(
                dir,
                brokerPort,
                registryPort,
                (at, more) -> configure(dir, at, more),
                served == null ? null : served.rows(),
                served == null ? surroundings.clock() : served.clock());
    }

    private Served served(DataDir dir) {
        if (replay != null) {
            if (seed != null || size != null || today != null) {
                throw UserError.usage(
                        "--replay brings rows and date of its own: leave out --seed, --size and --today.");
            }
            Served files = Served.files(replay, surroundings.clock());
            Origin.FILES.claim(dir);
            return files;
        }
        WorldState world =
                WorldState.of(dir, seed, size, today, surroundings.clock().instant());
        Origin.WORLD.claim(dir);
        world.save(dir);
        return Served.world(world, surroundings.clock());
    }

    private StopcodeConfig configure(DataDir dir, Endpoints endpoints, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(endpoints.settings());
        settings.putAll(more);
        settings.putAll(dir.settings());
        return config.load(surroundings.environment(), settings);
    }
}
