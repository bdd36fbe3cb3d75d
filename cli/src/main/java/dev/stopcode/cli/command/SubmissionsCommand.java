package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.devcenter.submissions.Submission;
import dev.stopcode.devcenter.submissions.SubmissionType;
import dev.stopcode.devcenter.submissions.Submissions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands about submissions. */
final class SubmissionsCommand {

    private SubmissionsCommand() {}

    @Command(
            name = "submissions",
            description = "Create submissions of hardware products.",
            footer = {
                "",
                "Example: stopcode submissions create --product 13711247106500 --name wifi_11 --type initial --dry-run"
            })
    static final class Group {}

    @Command(
            name = "create",
            description = {
                "Create a submission of a product, and print it.",
                "Its files are uploaded to, and the submission committed through, what -o json shows."
            },
            footer = {
                "",
                "Example: where to upload the package to",
                "  stopcode submissions create --product 13711247106500 --name wifi_11 --type initial --links -o json"
                        + " | jq -r '.downloads[].url'"
            })
    static final class Create implements Callable<Integer> {

        @Option(names = "--product", required = true, paramLabel = "PRODUCT", description = "The product's id.")
        private String product = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "What to call it.")
        private String name = "";

        @Option(
                names = "--type",
                required = true,
                paramLabel = "TYPE",
                description = "initial for the first of a product, derived for one that builds on it.")
        private SubmissionType type = SubmissionType.INITIAL;

        @Option(
                names = "--links",
                description = "Show the links to its files in -o json: whoever has one may read and write.")
        private boolean links;

        @Mixin
        private WriteOptions write = new WriteOptions();

        private final Surroundings surroundings;

        Create(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            write.send(
                            surroundings,
                            Submissions.post(product, name, type),
                            client -> client.submissions().create(product, name, type))
                    .ifPresent(created -> write.done(
                            json(created),
                            "Submission " + created.id() + " of product " + product + " is created: "
                                    + created.commitStatus() + "."));
            return ExitCode.OK;
        }

        private ObjectNode json(Submission created) {
            ArrayNode downloads = Json.array();
            created.downloads()
                    .forEach(file -> downloads.add(Json.object()
                            .put("type", file.type())
                            .put(
                                    "url",
                                    file.url() == null
                                            ? null
                                            : links ? file.url().uri() : "***")));
            ArrayNode next = Json.array();
            created.links()
                    .forEach(link -> next.add(Json.object()
                            .put("rel", link.rel())
                            .put("method", link.method())
                            .put("href", link.href())));
            return Json.object()
                    .put("submissionId", created.id())
                    .put("productId", created.productId())
                    .put("name", created.name())
                    .put("type", created.type())
                    .put("commitStatus", created.commitStatus())
                    .<ObjectNode>set("downloads", downloads)
                    .set("links", next);
        }
    }
}
