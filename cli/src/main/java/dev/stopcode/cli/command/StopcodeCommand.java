package dev.stopcode.cli.command;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.sandbox.port.PortInUseException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command {@code stopcode} with all that belongs to it. */
@Command(
        name = "stopcode",
        description = "Windows driver-failure telemetry as Kafka topics, alerts and crash dumps.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: try it on this machine, with a simulated Dev Center", "  stopcode up"})
public final class StopcodeCommand {

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and end.")
    private boolean help;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "After a failure, show where it happened.")
    private boolean verbose;

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Option(names = "--version", versionHelp = true, description = "Print the versions and end.")
    private boolean version;

    private StopcodeCommand() {}

    /** The whole command line, ready to be executed. */
    public static CommandLine commandLine(Surroundings surroundings) {
        StopcodeCommand root = new StopcodeCommand();
        CommandLine line = new CommandLine(root)
                .addSubcommand(new UpCommand(surroundings))
                .addSubcommand(new AlertsCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new SourcesCommand(surroundings))
                .addSubcommand(new AlertActionCommand.Acknowledge(surroundings))
                .addSubcommand(new AlertActionCommand.Mute(surroundings))
                .addSubcommand(new AlertActionCommand.Resolve(surroundings))
                .addSubcommand(new FailuresCommand(surroundings))
                .addSubcommand(new CabsCommand(surroundings))
                .addSubcommand(new PurgesCommand(surroundings))
                .addSubcommand(new CommandLine(new PrivacyCommand.Group())
                        .addSubcommand(new PrivacyCommand.AuditNow(surroundings)))
                .addSubcommand(new TriageCommand(surroundings))
                .addSubcommand(new HashCommand(surroundings))
                .addSubcommand(new CommandLine(new TopicsCommand.Group())
                        .addSubcommand(new ReadCommand(surroundings))
                        .addSubcommand(new TopicsCommand.ListAll())
                        .addSubcommand(new TopicsCommand.Create(surroundings))
                        .addSubcommand(new TopicsCommand.Verify(surroundings)))
                .addSubcommand(new CommandLine(new ImportCommand(surroundings))
                        .addSubcommand(new InstallsCommand(surroundings)))
                .addSubcommand(new EvaluateCommand(surroundings))
                .addSubcommand(ReportsCommand.commandLine(surroundings))
                .addSubcommand(new CommandLine(new SubmissionsCommand.Group())
                        .addSubcommand(new SubmissionsCommand.Create(surroundings)))
                .addSubcommand(new HarvestCommand(surroundings))
                .addSubcommand(new StreamCommand(surroundings))
                .addSubcommand(new WorkCommand(surroundings))
                .addSubcommand(new CommandLine(new SandboxCommand())
                        .addSubcommand(new TruthCommand(surroundings))
                        .addSubcommand(new TotalsCommand(surroundings))
                        .addSubcommand(new SimulatedInstallsCommand(surroundings))
                        .addSubcommand(new SimulateCommand(surroundings)))
                .addSubcommand(
                        new CommandLine(new ConfigCommand.Group()).addSubcommand(new ConfigCommand.Check(surroundings)))
                .addSubcommand(new VersionCommand())
                .addSubcommand(new HelpCommand());
        line.getCommandSpec().versionProvider(() -> new String[] {VersionCommand.text()});
        explain(line.getCommandSpec());
        keepExamplesWhole(line);
        return line.registerConverter(LocalDate.class, Values::date)
                .registerConverter(Instant.class, Values::time)
                .registerConverter(Duration.class, Values::duration)
                .registerConverter(Long.class, Values::number)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(StopcodeCommand::misused)
                .setExecutionExceptionHandler(root::failed);
    }

    private static void explain(CommandSpec command) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(Integer.toString(ExitCode.OK), "done");
        codes.put(Integer.toString(ExitCode.FAILED), "failed");
        codes.put(Integer.toString(ExitCode.USAGE), "wrong command line or configuration; nothing was done");
        codes.put(
                Integer.toString(ExitCode.UNREACHABLE),
                "cluster, registry or Dev Center do not answer; try again later");
        codes.put("130", "ended by Ctrl-C (143 by SIGTERM), after a clean stop");
        command.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        command.subcommands().values().forEach(sub -> explain(sub.getCommandSpec()));
    }

    /** A line that was cut in two could not be pasted. */
    private static void keepExamplesWhole(CommandLine command) {
        command.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_FOOTER,
                        help -> Arrays.stream(help.commandSpec().usageMessage().footer())
                                .map(line -> line + System.lineSeparator())
                                .collect(Collectors.joining()));
        command.getSubcommands().values().forEach(StopcodeCommand::keepExamplesWhole);
    }

    private static int misused(CommandLine.ParameterException misuse, String[] args) {
        PrintWriter err = misuse.getCommandLine().getErr();
        // picocli says the word twice of an option with KEY=VALUE
        err.println("stopcode: " + String.valueOf(misuse.getMessage()).replace("option option", "option"));
        CommandLine.UnmatchedArgumentException.printSuggestions(misuse, err);
        err.println("Try '" + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    private int failed(Exception failure, CommandLine line, ParseResult parsed) {
        FailureReport report = FailureReport.of(failure);
        PrintWriter err = line.getErr();
        err.println("stopcode: " + report.message() + portOption(FailureReport.cause(failure), parsed));
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
        return report.exitCode();
    }

    /** The option that names the port which another program has. */
    private static String portOption(Throwable cause, ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        return command.commandSpec().options().stream()
                .filter(option -> cause instanceof PortInUseException taken
                        && option.paramLabel().equals("PORT")
                        && option.getValue() instanceof Integer port
                        && port == taken.port())
                .map(option -> " The option is " + option.longestName() + ".")
                .findFirst()
                .orElse("");
    }
}
