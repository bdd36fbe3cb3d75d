package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.machine.SimulatedTenant;
import dev.stopcode.cli.pipeline.StopSignal;
import dev.stopcode.sandbox.api.Injection;
import dev.stopcode.sandbox.api.SimulatorConfig.Listen;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "run",
        description = {
            "Run the simulated Dev Center alone, until Ctrl-C.",
            "It prints the settings with which `stopcode harvest` and `stopcode work` find it."
        },
        footer = {
            "",
            "Example: serve rows that were saved from the vendor",
            "  stopcode sandbox run --port 8090 --replay saved-pages/",
            "Example: answer one request in ten seconds, and write reports as gzip",
            "  stopcode sandbox run --fault rateLimit,requests=1,seconds=10 --fault reportFile,quirk=GZIP"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final Duration LONG = Duration.ofDays(1);

    @Mixin
    private WorldOptions world = new WorldOptions();

    @Option(
            names = "--replay",
            paramLabel = "DIR",
            description = "Serve the rows of DIR's files (*.json pages, *.ndjson) instead of a world.")
    private @Nullable Path replay;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description =
                    "A name or address of this machine: where it listens, and where its links lead; default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            converter = Values.Port.class,
            paramLabel = "PORT",
            description = "Port of the API, 0 for any free one; default: ${DEFAULT-VALUE}.")
    private int port = 8090;

    @Option(
            names = "--blob-port",
            converter = Values.Port.class,
            paramLabel = "PORT",
            description =
                    "Port of the host that dumps are downloaded from, 0 for any free one; default: ${DEFAULT-VALUE}.")
    private int blobPort = 8091;

    @Option(
            names = "--fault",
            paramLabel = "NAME[,SETTING=VALUE]...",
            converter = Faulty.class,
            description = "Something that goes wrong; may be repeated. docs/simulator.md lists all there is.")
    private List<Injection> faults = List.of();

    @Spec
    private CommandSpec spec;

    /** Reads a fault. */
    static final class Faulty implements ITypeConverter<Injection> {
        @Override
        public Injection convert(String text) {
            try {
                return Injection.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    private final Surroundings surroundings;

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Served served = replay == null
                ? Served.world(world.state(surroundings.clock()), surroundings.clock())
                : Served.files(replay, surroundings.clock());
        Vertx vertx = Vertx.vertx();
        try (StopSignal stop = StopSignal.install();
                SimulatedTenant tenant = SimulatedTenant.start(
                        vertx, served.rows().get(), served.clock(), new Listen(host, port, blobPort))) {
            faults.forEach(tenant.simulator().faults()::inject);
            print(tenant);
            boolean stopped;
            do {
                stopped = stop.await(LONG);
            } while (!stopped);
        } finally {
            vertx.close().await();
        }
        return ExitCode.OK;
    }

    private void print(SimulatedTenant tenant) {
        PrintWriter out = spec.commandLine().getOut();
        tenant.settings().forEach((key, value) -> out.println(key + "=" + value));
        out.flush();
    }
}
