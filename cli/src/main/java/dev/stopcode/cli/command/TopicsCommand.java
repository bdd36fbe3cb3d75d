package dev.stopcode.cli.command;

import dev.stopcode.cli.cluster.Provisioning;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about topics, one nested class each but for {@link ReadCommand}. */
final class TopicsCommand {

    private TopicsCommand() {}

    @Command(
            name = "topics",
            description = "Create, check, list and read the topics.",
            footer = {
                "",
                "Example: the alerts that `stopcode up` left in ./data",
                "  stopcode topics read alerts --latest"
            })
    static final class Group {}

    @Command(
            name = "create",
            description =
                    "Create the topics that are missing, with the catalogue's settings, and register their schemas.",
            footer = {"", "Example: stopcode topics create --config /etc/stopcode.properties"})
    static final class Create implements Callable<Integer> {

        @Mixin
        private ConfigOptions config = new ConfigOptions();

        @Spec
        private CommandSpec spec;

        private final Surroundings surroundings;

        Create(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            KafkaConfig kafka = config.load(surroundings.environment()).kafka();
            List<String> done = Provisioning.create(kafka);
            (done.isEmpty() ? List.of("Nothing to do: topics and schemas are there.") : done)
                    .forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
    }

    @Command(
            name = "verify",
            description = "Check that topics and schemas are there and as the catalogue says; ends with 1 if not.",
            footer = {"", "Example: stopcode topics verify --config /etc/stopcode.properties"})
    static final class Verify implements Callable<Integer> {

        @Mixin
        private ConfigOptions config = new ConfigOptions();

        @Spec
        private CommandSpec spec;

        private final Surroundings surroundings;

        Verify(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            List<String> problems =
                    Provisioning.verify(config.load(surroundings.environment()).kafka());
            problems.forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().flush();
            if (problems.isEmpty()) {
                spec.commandLine().getOut().println("Topics and schemas are as they should be.");
                spec.commandLine().getOut().flush();
            }
            return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    @Command(
            name = "list",
            description = "List the catalogue: every topic with its settings. Needs no cluster.",
            footer = {
                "",
                "Example: the topics that hold personal data",
                "  stopcode topics list -o json | jq 'select(.personal)'"
            })
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (output.json()) {
                Topics.ALL.forEach(topic -> Json.print(spec.commandLine().getOut(), json(topic)));
            } else {
                Table table = new Table("TOPIC", "KEY", "VALUE", "CLEANUP", "RETENTION", "PERSONAL", "PURPOSE");
                Topics.ALL.forEach(topic -> table.row(
                        topic.baseName(),
                        topic.key(),
                        topic.value().getSimpleName(),
                        topic.cleanup().policy(),
                        retention(topic),
                        topic.personal() ? "yes" : "",
                        topic.purpose()));
                table.print(spec.commandLine().getOut(), "");
            }
            return ExitCode.OK;
        }

        private static com.fasterxml.jackson.databind.node.ObjectNode json(Topic<?> topic) {
            return Json.object()
                    .put("topic", topic.baseName())
                    .put("key", topic.key())
                    .put("value", topic.value().getSimpleName())
                    .put("cleanup", topic.cleanup().policy())
                    .put(
                            "retentionDays",
                            topic.retention().isZero()
                                    ? null
                                    : topic.retention().toDays())
                    .put("personal", topic.personal())
                    .put("internal", topic.internal())
                    .put("purpose", topic.purpose());
        }

        private static String retention(Topic<?> topic) {
            return topic.retention().equals(Duration.ZERO)
                    ? ""
                    : topic.retention().toDays() + " d";
        }
    }
}
