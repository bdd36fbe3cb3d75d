package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Json;
import dev.stopcode.devcenter.reports.ReportPosts;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.StoredTemplate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands about templates of reports. */
final class TemplatesCommand {

    private TemplatesCommand() {}

    @Command(
            name = "templates",
            description = "See, create and change what reports contain.",
            footer = {"", "Example: stopcode reports templates list --config stopcode.properties"})
    static final class Group {}

    @Command(
            name = "list",
            description = "List all templates of the account, whoever made them.",
            footer = {
                "",
                "Example: the columns of each",
                "  stopcode reports templates list -o json | jq '.template.projection'"
            })
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private DevCenterOptions devCenter = new DevCenterOptions();

        private final Surroundings surroundings;

        ListAll(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            List<StoredTemplate> templates =
                    devCenter.ask(surroundings, client -> client.reports().templates());
            devCenter.printAll(
                    templates.stream().map(TemplateText::json), TemplateText.table(templates), "No templates.");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description = "Show a template.",
            footer = {
                "",
                "Example: a file for `stopcode reports templates create --file`",
                "  stopcode reports templates show 7 -o json | jq .template > template.json"
            })
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "TEMPLATE", description = "The template's id.")
        private String id = "";

        @Mixin
        private DevCenterOptions devCenter = new DevCenterOptions();

        private final Surroundings surroundings;

        Show(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            StoredTemplate stored =
                    devCenter.ask(surroundings, client -> client.reports().template(id));
            devCenter.print(TemplateText.json(stored), TemplateText.fields(stored));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "create",
            description = {
                "Create a template, and print its id.",
                "Nothing keeps the account from having two that are the same: `list` shows what there is."
            },
            footer = {
                "",
                "Example: the ten failures of the last month with most events",
                "  stopcode reports templates create --view IHVDriver --period Last30Days --columns FailureName"
                        + " --aggregate \"SUM(EventCount)\" --order \"SUM(EventCount) desc\" --limit 10"
            })
    static final class Create implements Callable<Integer> {

        @Mixin
        private TemplateOptions options = new TemplateOptions();

        @Mixin
        private WriteOptions write = new WriteOptions();

        private final Surroundings surroundings;

        Create(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            ReportTemplate template = options.template();
            Optional<String> created = write.send(
                    surroundings,
                    ReportPosts.createTemplate(template),
                    client -> client.reports().createTemplate(template));
            created.ifPresent(id -> write.done(
                    Json.object().put("templateId", id),
                    "Template " + id + " is created. `stopcode reports schedules create --template " + id
                            + "` runs it."));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "edit",
            description = {
                "Change a template: what options name, or all of it with --file.",
                "Runs that have begun are not changed."
            },
            footer = {"", "Example: stopcode reports templates edit 7 --period Last90Days --dry-run"})
    static final class Edit implements Callable<Integer> {

        @Parameters(paramLabel = "TEMPLATE", description = "The template's id.")
        private String id = "";

        @Mixin
        private TemplateOptions options = new TemplateOptions();

        @Mixin
        private WriteOptions write = new WriteOptions();

        private final Surroundings surroundings;

        Edit(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            ReportTemplate template = options.hasFile() ? options.template() : options.of(stored());
            Optional<Boolean> edited = write.send(
                    surroundings,
                    ReportPosts.editTemplate(id, template),
                    client -> client.reports().editTemplate(id, template).map(true));
            edited.ifPresent(
                    done -> write.done(Json.object().put("templateId", id), "Template " + id + " is changed."));
            return ExitCode.OK;
        }

        private ReportTemplate stored() {
            StoredTemplate stored =
                    write.ask(surroundings, client -> client.reports().template(id));
            if (stored.template() == null) {
                throw UserError.failed("Template " + id + " is not built as documented: replace it with --file.");
            }
            return stored.template();
        }
    }
}
