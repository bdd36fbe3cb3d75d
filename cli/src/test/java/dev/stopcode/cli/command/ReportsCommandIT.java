package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.machine.DataDir;
import dev.stopcode.cli.machine.DataLock;
import dev.stopcode.cli.machine.Endpoints;
import dev.stopcode.cli.machine.SimulatedTenant;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.reports.ReportColumn;
import dev.stopcode.devcenter.reports.ReportPeriod;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.ReportView;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.devcenter.reports.ScheduledReport;
import dev.stopcode.devcenter.reports.StoredTemplate;
import dev.stopcode.sandbox.api.DevCenterSimulator;
import dev.stopcode.sandbox.api.FailureSource;
import dev.stopcode.sandbox.api.Fault;
import dev.stopcode.sandbox.api.Injection;
import dev.stopcode.sandbox.api.SimulatorConfig.Listen;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about reports and submissions, against the simulated Dev Center over HTTP. */
class ReportsCommandIT {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final World WORLD = World.of(new WorldConfig(1, Size.SMALL, LocalDate.parse("2026-11-21")));

    @TempDir
    private Path dir;

    private Vertx vertx;
    private SimulatedTenant tenant;
    private DevCenterSimulator simulator;
    private DevCenterClient client;
    private Path config;
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws IOException {
        vertx = Vertx.vertx();
        tenant = SimulatedTenant.start(vertx, FailureSource.of(WORLD), NOON, Listen.LOOPBACK);
        simulator = tenant.simulator();
        client = DevCenterClient.create(vertx, tenant.config());
        List<String> lines = new ArrayList<>();
        tenant.settings().forEach((key, value) -> lines.add(key + "=" + value));
        config = Files.write(dir.resolve("sandbox.properties"), lines);
    }

    @AfterEach
    void stop() {
        client.close().await();
        tenant.close();
        vertx.close().await();
    }

    /** Runs a command with the settings that `sandbox run` prints. */
    private int run(String... args) {
        return runPlain(Stream.concat(Stream.of(args), Stream.of("--config", config.toString()))
                .toArray(String[]::new));
    }

    private int runPlain(String... args) {
        Terminal terminal = Terminal.empty();
        int exit = terminal.run(args);
        out = terminal.out();
        err = terminal.err();
        return exit;
    }

    private Reports reports() {
        return client.reports();
    }

    private String createTemplate() {
        return reports()
                .createTemplate(ReportTemplate.of(ReportView.IHV_DRIVER, ReportPeriod.LAST_7_DAYS)
                        .columns(ReportColumn.FAILURE_NAME, ReportColumn.FAILURE_HASH)
                        .build())
                .await();
    }

    private String createReport() {
        assertThat(run("reports", "schedules", "create", "--template", createTemplate()))
                .as(err)
                .isEqualTo(ExitCode.OK);
        return schedule().reportId();
    }

    private StoredTemplate template(String id) {
        return reports().template(id).await();
    }

    private ScheduledReport schedule() {
        return reports().schedules().await().getFirst();
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    @Test
    void shouldCreateATemplateOutOfOptions() {
        // When
        int exit = run(
                "reports",
                "templates",
                "create",
                "--view=ihvdriver",
                "--columns=drivername,DriverVersion",
                "--period=last30days",
                "--condition={\"and\":[{\"attribute\":\"Market\",\"operator\":\"IN\",\"value\":[\"US\",\"DE\"]}]}",
                "--aggregate=sum(eventcount),DCOUNT(DeviceId)",
                "--having={\"and\":[{\"attribute\":\"SUM(EventCount)\",\"operator\":\"GT\",\"value\":5}]}",
                "--order=SUM(EventCount) desc,DriverName",
                "--limit=10");

        // Then
        assertThat(exit).as(err).isEqualTo(ExitCode.OK);
        assertThat(out)
                .isEqualToNormalizingNewlines(
                        "Template 1 is created. `stopcode reports schedules create --template 1` runs it.\n");
        assertThat(template("1").json())
                .isEqualTo("{\"view\":\"IHVDriver\",\"projection\":[\"DriverName\",\"DriverVersion\"],\"dateRange\":"
                        + "{\"reportPeriod\":\"Last30Days\"},\"condition\":{\"and\":[{\"attribute\":\"Market\","
                        + "\"operator\":\"IN\",\"value\":[\"US\",\"DE\"]}]},\"aggregation\":{\"aggregatedColumns\":"
                        + "[\"SUM(EventCount)\",\"DCOUNT(DeviceId)\"],\"condition\":{\"and\":[{\"attribute\":"
                        + "\"SUM(EventCount)\",\"operator\":\"GT\",\"value\":\"5\"}]}},\"orderby\":[{\"attribute\":"
                        + "\"SUM(EventCount)\",\"sort\":\"desc\"},{\"attribute\":\"DriverName\",\"sort\":\"asc\"}],"
                        + "\"limit\":10}");
    }

    @Test
    void shouldTakeAllColumnsWhereNoneAreNamed() {
        // When
        run("reports", "templates", "create", "--view", "OEMDriver");

        // Then
        assertThat(Objects.requireNonNull(template("1").template()).projection())
                .containsExactlyElementsOf(ReportColumn.of(ReportView.OEM_DRIVER).stream()
                        .map(ReportColumn::toString)
                        .toList());
    }

    @Test
    void shouldCreateWhatAnotherTemplateWasShownAs() throws Exception {
        // Given
        createTemplate();
        run("reports", "templates", "show", "1", "-o", "json");
        Path file = Files.writeString(
                dir.resolve("template.json"), json().get("template").toString());

        // When
        run("reports", "templates", "create", "--file", file.toString(), "--limit", "5", "-o", "json");

        // Then
        assertThat(out).isEqualToNormalizingNewlines("{\"templateId\":\"2\"}\n");
        ReportTemplate first = Objects.requireNonNull(template("1").template());
        ReportTemplate second = Objects.requireNonNull(template("2").template());
        assertThat(second.projection()).isEqualTo(first.projection());
        assertThat(second.limit()).isEqualTo(5);
    }

    @Test
    void shouldListAndShowTemplates() throws Exception {
        // Given
        createTemplate();

        // When / Then
        run("reports", "templates", "list");
        assertThat(out).isEqualToNormalizingNewlines("""
                        TEMPLATE  VIEW       PERIOD     COLUMNS  AGGREGATED  MODIFIED (UTC)
                               1  IHVDriver  Last7Days        2              2026-11-21 12:00
                        """);
        run("reports", "templates", "list", "-o", "json");
        assertThat(json().at("/template/projection/0").asText()).isEqualTo("FailureName");
        run("reports", "templates", "show", "1");
        assertThat(out).contains("columns     FailureName, FailureHash\n", "period      Last7Days\n");
    }

    @Test
    void shouldChangeOfATemplateOnlyWhatIsNamed() {
        // Given
        createTemplate();

        // When
        int exit = run("reports", "templates", "edit", "1", "--period", "Yesterday", "--order", "FailureName");

        // Then
        assertThat(exit).as(err).isEqualTo(ExitCode.OK);
        assertThat(out).isEqualToNormalizingNewlines("Template 1 is changed.\n");
        assertThat(template("1").json())
                .isEqualTo(
                        "{\"view\":\"IHVDriver\",\"projection\":[\"FailureName\",\"FailureHash\"],\"dateRange\":"
                                + "{\"reportPeriod\":\"Yesterday\"},\"orderby\":[{\"attribute\":\"FailureName\",\"sort\":\"asc\"}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            --columns FailureName  | --view: missing: IHVDriver or OEMDriver is needed, or a whole template with --file.
            --view Fleet           | --view: 'Fleet' is unknown: IHVDriver or OEMDriver is needed, or a whole template with --file.
            --view IHVDriver --columns Model,Foo --limit -1 | report template: limit -1 is negative; Model is not a column of IHVDriver; Foo is not a column of IHVDriver
            --view IHVDriver --period LastYear | report template: reportPeriod: 'LastYear' is none of Yesterday, Last3Days, Last7Days, Last10Days, Last15Days, Last30Days, Last60Days, Last90Days
            --view IHVDriver --aggregate SUM(EventCount) | report template: no column is projected
            --view IHVDriver --columns Symbol --aggregate STDEV(EventCount) | report template: STDEV(EventCount) is no aggregated column, such as SUM(EventCount)
            --view IHVDriver --columns Symbol --order Market | report template: ordered by Market, neither projected nor aggregated
            --view IHVDriver --condition {"attribute":"Market"} | --condition: not a condition in the vendor's JSON, such as {"and":[{"attribute":"Market","operator":"EQ","value":"US"}]}: condition: operator and value are needed (line 1, column 22).
            --view IHVDriver --condition {"attribute":"Market","operator":"HAS"} | --condition: not a condition in the vendor's JSON, such as {"and":[{"attribute":"Market","operator":"EQ","value":"US"}]}: 'HAS' is not expected (line 1, column 34).
            --view IHVDriver --having nonsense | --having: not a condition in the vendor's JSON, such as {"and":[{"attribute":"Market","operator":"EQ","value":"US"}]}: Unrecognized token 'nonsense' (line 1, column 1).
            --file no-such.json | --file: no-such.json: no such file or directory
            """)
    void shouldTellWhatTheVendorWouldRefuseInOneLine(String arguments, String expected) {
        // When
        int exit = run(Stream.concat(Stream.of("reports", "templates", "create"), Stream.of(arguments.split(" ", -1)))
                .toArray(String[]::new));

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(err).isEqualToNormalizingNewlines("stopcode: " + expected + "\n");
        assertThat(simulator.requests("reporttemplate")).isZero();
    }

    @Test
    void shouldTellAnOrderThatIsNone() {
        // When
        int exit = run("reports", "templates", "create", "--view=IHVDriver", "--order=Market,Symbol sideways");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(err)
                .isEqualToNormalizingNewlines(
                        "stopcode: --order: 'Symbol sideways' is not a column, and asc or desc behind it.\n");
    }

    @Test
    void shouldTellWhatTheVendorRefuses() {
        // When
        int exit = run("reports", "schedules", "create", "--template", "99");

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(err.lines())
                .singleElement()
                .asString()
                .startsWith("stopcode: POST /analytics/driver/report (")
                .endsWith("templateId: there is no 99");
    }

    @Test
    void shouldScheduleARunAtOnceUnlessToldOtherwise() {
        // When
        createReport();

        // Then
        assertThat(out)
                .isEqualToNormalizingNewlines(
                        "Report 1 is scheduled. `stopcode reports runs list 1` shows its runs.\n");
        assertThat(schedule().schedule())
                .isEqualTo(new ScheduledReport.Timing(NOON.instant(), Duration.ofHours(24), 1));
    }

    @Test
    void shouldListAndChangeASchedule() throws Exception {
        // Given
        createReport();

        // When
        int exit = run("reports", "schedules", "edit", "1", "--interval", "2d", "--runs", "9");

        // Then
        assertThat(exit).as(err).isEqualTo(ExitCode.OK);
        assertThat(schedule().schedule()).isEqualTo(new ScheduledReport.Timing(NOON.instant(), Duration.ofDays(2), 9));
        run("reports", "schedules", "list");
        assertThat(out).isEqualToNormalizingNewlines("""
                        REPORT  TEMPLATE  STATE   START                 HOURS  RUNS  MODIFIED (UTC)
                             1         1  active  2026-11-21T12:00:00Z     48     9  2026-11-21 12:00
                        """);
        run("reports", "schedules", "show", "1", "-o", "json");
        assertThat(json().get("intervalHours").asInt()).isEqualTo(48);
        assertThat(run("reports", "schedules", "show", "5")).isEqualTo(ExitCode.FAILED);
        assertThat(err).startsWith("stopcode: There is no report 5: ");
    }

    @Test
    void shouldPauseAndResumeAReport() {
        // Given
        createReport();

        // When / Then
        run("reports", "schedules", "pause", "1");
        assertThat(out).isEqualToNormalizingNewlines("Report 1 is paused.\n");
        assertThat(schedule().active()).isFalse();
        run("reports", "schedules", "resume", "1", "-o", "json");
        assertThat(out).isEqualToNormalizingNewlines("{\"reportId\":\"1\",\"outcome\":\"resumed\"}\n");
        assertThat(schedule().active()).isTrue();
    }

    @Test
    void shouldListRunsAndDownloadTheFileOfOne() throws Exception {
        // Given
        createReport();
        simulator.advance(Duration.ofMinutes(1));
        Path file = dir.resolve("report.txt");

        // When / Then
        run("reports", "runs", "list", "1");
        assertThat(out).isEqualToNormalizingNewlines("""
                        RUN                   STATUS     FILE
                        2026-11-21T12:00:00Z  Completed  yes
                        """);
        assertThat(run("reports", "runs", "download", "1", file.toString()))
                .as(err)
                .isEqualTo(ExitCode.OK);
        assertThat(out).startsWith("The run of 2026-11-21T12:00:00Z is in " + file + ": ");
        assertThat(file).content().startsWith("FailureName\tFailureHash\n");
        assertThat(run("reports", "runs", "download", "1", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run("reports", "runs", "download", "1", file + "2", "--run", "2020-01-01T00:00:00Z"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(run("reports", "runs", "download", "1", dir + "/missing/file"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err)
                .isEqualToNormalizingNewlines(
                        "stopcode: " + dir + "/missing/file cannot be written: no such file or directory\n");
    }

    @Test
    void shouldLeaveNothingOfADownloadThatBreaksOff() throws IOException {
        // Given
        createReport();
        simulator.advance(Duration.ofMinutes(1));
        simulator.faults().inject(Injection.of(new Fault.ConnectionCut()).on("/drivers/Reports"));

        // When
        int exit = run(
                "reports", "runs", "download", "1", dir.resolve("report.txt").toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.UNREACHABLE);
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files).containsExactly(config);
        }
    }

    @Test
    void shouldCreateASubmission() throws Exception {
        // Given
        String product = product();

        // When
        int exit =
                run("submissions", "create", "--product", product, "--name", "wifi", "--type", "initial", "-o", "json");

        // Then
        assertThat(exit).as(err).isEqualTo(ExitCode.OK);
        assertThat(json().get("productId").asText()).isEqualTo(product);
        assertThat(json().get("commitStatus").asText()).isEqualTo("commitPending");
        assertThat(json().at("/downloads/0/url").asText()).isEqualTo("***");
        run("submissions", "create", "--product", product, "--name", "w", "--type", "derived", "--links", "-o", "json");
        assertThat(json().at("/downloads/0/url").asText()).startsWith("http://" + simulator.blobHost() + "/");
        assertThat(run("submissions", "create", "--product", product, "--name", "wifi", "--type", "initial"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err).contains("RequestInvalidForCurrentState");
    }

    private static String product() {
        return WORLD.sources().stream()
                .map(source -> source.applicationId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reports templates create --view IHVDriver",
                "reports templates edit 1 --limit 3",
                "reports schedules create --template 1",
                "reports schedules edit 1 --runs 3",
                "reports schedules pause 1",
                "reports schedules resume 1",
                "submissions create --product 1 --name n --type initial"
            })
    void shouldPrintWhatADryRunWouldSendAndSendNothing(String command) throws Exception {
        // Given
        createReport();
        List<StoredTemplate> templates = reports().templates().await();
        List<ScheduledReport> schedules = reports().schedules().await();

        // When
        int exit = run((command + " --dry-run -o json").split(" ", -1));

        // Then
        assertThat(exit).as(err).isEqualTo(ExitCode.OK);
        assertThat(json().get("method").asText()).isEqualTo("POST");
        String url = json().get("url").asText();
        assertThat(url).startsWith(simulator.api().toString());
        assertThat(reports().templates().await()).isEqualTo(templates);
        assertThat(reports().schedules().await()).isEqualTo(schedules);
        assertThat(simulator.requests("/submissions")).isZero();
        // and without it, to that address
        run(command.split(" ", -1));
        assertThat(simulator.requests())
                .containsKey(url.substring(simulator.api().toString().length()));
    }

    @Test
    void shouldCallTheDevCenterOfARunningUp() {
        // Given
        DataDir data = new DataDir(dir.resolve("data"));

        try (DataLock lock = data.tryLock().orElseThrow()) {
            lock.publish(new Endpoints("127.0.0.1:1", "http://127.0.0.1:2/"), simulator.settings());

            // When
            int exit = runPlain(
                    "reports", "templates", "list", "--data", data.root().toString());

            // Then
            assertThat(exit).as(err).isEqualTo(ExitCode.OK);
            assertThat(out).isEqualToNormalizingNewlines("No templates.\n");
        }
        assertThat(runPlain(
                        "reports", "templates", "list", "--data", data.root().toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err)
                .startsWith("stopcode: No `stopcode up` with a simulated Dev Center runs on " + data.root() + ": ");
    }

    @Test
    void shouldSayThatNoDevCenterIsConfigured() {
        // When
        int exit = runPlain("reports", "templates", "list");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(err).startsWith("stopcode: No Dev Center is configured: ");
        assertThat(err.lines()).hasSize(1);
    }

    @Test
    void shouldSayThatTheDevCenterDoesNotAnswer() {
        // Given
        simulator.close().await();

        // When
        int exit = run("reports", "schedules", "list", "--set=devcenter.attempts=1");

        // Then
        assertThat(exit).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.lines()).hasSize(1);
    }
}
