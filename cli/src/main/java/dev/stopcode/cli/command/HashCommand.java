package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "hash",
        description = {
            "Print the hash of failures by their names, the parts of the names, and what the fleet knows of them: when"
                    + " they were seen, in which versions, their alerts and dumps.",
            "The hash is what a debugger tells as FAILURE_ID_HASH: so a dump on one's own desk finds its failure in the"
                    + " fleet. Where no topics can be read, the hash is printed without the fleet."
        },
        footer = {
            "",
            "Example: has the fleet seen this?",
            "  stopcode hash AV_fastboot!unknown_function",
            "",
            "Example: what a debugger wrote of a dump",
            "  kd -z memory.dmp -c \"!analyze -v; q\" | stopcode hash -"
        })
final class HashCommand implements Callable<Integer> {

    /** In which mode the failures happened. */
    enum Mode {
        kernel,
        user
    }

    private static final int LONGEST = 16 << 20;
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Names of failures, or - for the output of !analyze -v on standard input.")
    private List<String> names = List.of();

    @Option(
            names = "--analyze",
            paramLabel = "FILE",
            description = "File with the output of !analyze -v, from which names and hashes are taken.")
    private @Nullable Path analyze;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "kernel, or user for failures of processes; default: ${DEFAULT-VALUE}.")
    private Mode mode = Mode.kernel;

    @Option(names = "--offline", description = "Do not ask the fleet.")
    private boolean offline;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    @SuppressWarnings("NullAway.Init") // picocli sets the rest
    HashCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<HashedName> hashed = hashed();
        if (hashed.isEmpty()) {
            throw UserError.usage("Whose hash? Give names of failures, or --analyze FILE.");
        }
        hashed.forEach(this::warn);
        Fleet fleet = offline ? null : fleet(hashed);
        PrintWriter out = spec.commandLine().getOut();
        for (HashedName name : hashed) {
            Fleet known = fleet == null ? null : fleet.of(name.hash());
            if (output.json()) {
                ObjectNode json = name.toJson();
                json.set("fleet", Json.of(known == null ? null : known.toJson()));
                Json.print(out, json);
            } else {
                HashText.print(name, known, out);
            }
        }
        return ExitCode.OK;
    }

    private List<HashedName> hashed() {
        List<HashedName> hashed = new ArrayList<>();
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                hashed.addAll(analyzed("standard input", () -> System.in));
            } else {
                hashed.add(HashedName.of(name, mode == Mode.user));
            }
        }
        if (analyze != null) {
            Path file = analyze;
            hashed.addAll(analyzed(file.toString(), () -> Files.newInputStream(file)));
        }
        return hashed;
    }

    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private List<HashedName> analyzed(String from, Source source) {
        try (InputStream in = source.open()) {
            List<AnalyzeOutput> found = AnalyzeOutput.read(text(in.readNBytes(LONGEST)));
            if (found.isEmpty()) {
                throw UserError.failed(from + ": there is no FAILURE_BUCKET_ID in it, as !analyze -v prints.");
            }
            return found.stream()
                    .map(analysis -> HashedName.of(analysis, mode == Mode.user))
                    .toList();
        } catch (IOException e) {
            throw UserError.usage(from + ": " + FailureReport.reason(e));
        }
    }

    /** By its byte order mark: logs of Windows' tools may be UTF-16. */
    private static String text(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : ByteBuffer.wrap(bytes).getChar();
        Charset charset = mark == 0xFFFE || mark == 0xFEFF ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        String text = new String(bytes, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void warn(HashedName name) {
        name.disagreement().ifPresent(this::note);
    }

    private @Nullable Fleet fleet(List<HashedName> hashed) {
        try (Records records = surroundings.installations().open(cluster.where())) {
            return Fleet.read(records, hashed.stream().map(HashedName::hash).collect(Collectors.toSet()));
        } catch (UserError | KafkaException e) {
            note("Without the fleet, as with --offline: " + FailureReport.of(e).message());
            return null;
        }
    }

    private void note(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
