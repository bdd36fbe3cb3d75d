package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.TopicRecord;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.cli.output.Text;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "read",
        description = "Print the committed records of a topic, decoded, from its beginning to its end.",
        footer = {
            "",
            "Example: the daily counts of a driver, from what `stopcode up` left in ./data",
            "  stopcode topics read driver-days --latest -o json | jq 'select(.value.driverName == \"pswbth.sys\")'"
        })
final class ReadCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TOPIC", description = "Name without the prefix; `stopcode topics list` has them all.")
    private String name = "";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--key", paramLabel = "KEY", description = "Only records of this key.")
    private @Nullable String key;

    @Option(names = "--latest", description = "Only the newest record of each key.")
    private boolean latest;

    @Option(names = "--limit", converter = Values.Count.class, paramLabel = "N", description = "At most N records.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--follow", description = "Go on with what is written until Ctrl-C.")
    private boolean follow;

    @Spec
    private CommandSpec spec;

    private final Surroundings surroundings;

    ReadCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (latest && follow) {
            throw UserError.usage("--latest and --follow exclude each other.");
        }
        Topic<?> topic = Topics.find(name)
                .orElseThrow(() -> UserError.usage("There is no topic " + name + "; there are "
                        + Topics.ALL.stream().map(Topic::baseName).collect(Collectors.joining(", ")) + "."));
        try (Records records = surroundings.installations().open(cluster.where())) {
            if (output.json()) {
                PrintWriter out = spec.commandLine().getOut();
                read(records, topic, record -> out.println(record.toJson()));
                out.flush();
            } else {
                table(records, topic);
            }
        }
        return ExitCode.OK;
    }

    private void read(Records records, Topic<?> topic, java.util.function.Consumer<TopicRecord> printer) {
        long[] left = {limit};
        Predicate<TopicRecord> print = record -> {
            if (left[0] > 0 && (key == null || key.equals(record.key()))) {
                left[0]--;
                printer.accept(record);
            }
            return left[0] > 0;
        };
        if (latest) {
            for (TopicRecord record : records.latest(topic)) {
                if (!print.test(record)) {
                    break;
                }
            }
        } else if (follow) {
            records.follow(topic, print.and(record -> flushed()), this::flushed);
        } else {
            records.read(topic, print);
        }
    }

    private boolean flushed() {
        spec.commandLine().getOut().flush();
        return true;
    }

    private void table(Records records, Topic<?> topic) {
        List<TopicRecord> read = new ArrayList<>();
        read(records, topic, read::add);
        Table table = new Table("PARTITION", "OFFSET", "TIME (UTC)", "KEY", "VALUE");
        read.forEach(record -> table.row(
                record.partition(), record.offset(), Text.time(record.timestamp()), record.key(), value(record)));
        table.print(spec.commandLine().getOut(), "No records.");
    }

    /** Of bytes, their cause and their text: in a table base64 would say nothing. */
    private static Object value(TopicRecord record) {
        return record.value() instanceof byte[] bytes
                ? record.headers().getOrDefault("cause", "no cause") + ": "
                        + new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ")
                : Json.of(record.value());
    }
}
