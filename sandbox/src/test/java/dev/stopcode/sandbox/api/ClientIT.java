package dev.stopcode.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.cabs.CabLink;
import dev.stopcode.devcenter.cabs.CabLinksQuery;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.reports.AggregatedColumn.Function;
import dev.stopcode.devcenter.reports.Condition;
import dev.stopcode.devcenter.reports.Order;
import dev.stopcode.devcenter.reports.ReportColumn;
import dev.stopcode.devcenter.reports.ReportPeriod;
import dev.stopcode.devcenter.reports.ReportRun;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.ReportView;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.devcenter.reports.ScheduledReport;
import dev.stopcode.devcenter.submissions.SubmissionType;
import dev.stopcode.sandbox.world.Crash;
import dev.stopcode.sandbox.world.Source;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product's own client and the simulator read the vendor's facts in the same way. */
class ClientIT extends SimulatorFixture {

    private static final ReportTemplate VERSIONS = ReportTemplate.of(ReportView.IHV_DRIVER, ReportPeriod.LAST_30_DAYS)
            .columns(ReportColumn.DRIVER_NAME, ReportColumn.DRIVER_VERSION)
            .where(Condition.or(
                    Condition.of(ReportColumn.MARKET, Condition.Operator.IN, "US", "DE"),
                    Condition.of(ReportColumn.OEM_NAME, Condition.Operator.LIKE, "Con%")))
            .aggregate(Function.SUM.of(ReportColumn.EVENT_COUNT))
            .having(Condition.of(Function.SUM.of(ReportColumn.EVENT_COUNT), Condition.Operator.GT, "3"))
            .orderBy(Function.SUM.of(ReportColumn.EVENT_COUNT), Order.Sort.DESC)
            .limit(10)
            .build();

    private DevCenterClient client;

    @TempDir
    private Path directory;

    @BeforeEach
    void connect() {
        DevCenterConfig config = new DevCenterConfig(
                simulator.api(),
                simulator.tokenUrl(),
                "https://manage.devcenter.microsoft.com",
                new DevCenterConfig.Credentials(simulator.clientId(), simulator.clientSecret()),
                Set.of(simulator.blobHost()),
                10_000,
                4,
                3,
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                DevCenterConfig.Transport.DIRECT);
        client = DevCenterClient.create(vertx, config);
    }

    @AfterEach
    void disconnect() {
        client.close().await();
    }

    private List<String> download(SignedLink link) throws IOException {
        Path file = directory.resolve("report.txt");
        client.reports()
                .download(
                        link,
                        vertx.fileSystem()
                                .open(file.toString(), new OpenOptions())
                                .await())
                .await();
        return Files.readAllLines(file);
    }

    @Test
    void shouldAgreeOnReports() throws Exception {
        // Given
        Reports reports = client.reports();
        String template = reports.createTemplate(VERSIONS).await();
        ReportSchedule daily = new ReportSchedule(template, simulator.clock().instant(), Duration.ofHours(24), 3, null);

        // When
        String report = reports.createSchedule(daily).await();
        List<ReportRun> pending = reports.runs(report, TODAY, TODAY).await();
        simulator.advance(Duration.ofMinutes(1));
        List<ReportRun> completed = reports.runs(report, TODAY, TODAY).await();

        // Then
        assertThat(reports.template(template).await().template()).isEqualTo(VERSIONS);
        assertThat(reports.templates().await()).hasSize(1);
        assertThat(reports.schedules().await()).singleElement().satisfies(listed -> {
            assertThat(listed.reportId()).isEqualTo(report);
            assertThat(listed.templateId()).isEqualTo(template);
            assertThat(listed.active()).isTrue();
            assertThat(listed.matches(daily)).isTrue();
        });
        assertThat(pending).extracting(ReportRun::status).containsExactly(ReportRun.Status.PENDING);
        assertThat(completed).extracting(ReportRun::status).containsExactly(ReportRun.Status.COMPLETED);
        assertThat(download(Objects.requireNonNull(completed.getFirst().location())))
                .hasSizeBetween(2, 11)
                .first()
                .isEqualTo("DriverName\tDriverVersion\tSUM(EventCount)");
    }

    @Test
    void shouldAgreeOnChanges() {
        // Given
        Reports reports = client.reports();
        String template = reports.createTemplate(VERSIONS).await();
        ReportSchedule daily = new ReportSchedule(template, simulator.clock().instant(), Duration.ofHours(24), 3, null);
        String report = reports.createSchedule(daily).await();
        ReportTemplate other = ReportTemplate.of(ReportView.OEM_DRIVER, ReportPeriod.YESTERDAY)
                .columns(ReportColumn.of(ReportView.OEM_DRIVER))
                .build();

        // When
        reports.editTemplate(template, other).await();
        reports.editSchedule(
                        report,
                        new ReportSchedule(template, simulator.clock().instant(), Duration.ofHours(12), 5, null))
                .await();
        reports.pause(report).await();
        boolean paused = !active(reports);
        reports.resume(report).await();

        // Then
        assertThat(reports.template(template).await().template()).isEqualTo(other);
        assertThat(paused).isTrue();
        assertThat(active(reports)).isTrue();
        assertThatThrownBy(() -> reports.template("99").await())
                .isInstanceOf(DevCenterException.BadRequest.class)
                .hasMessageContaining("there is no 99");
    }

    private static boolean active(Reports reports) {
        return reports.schedules().await().stream().allMatch(ScheduledReport::active);
    }

    @Test
    void shouldAgreeOnLinksToDumps() {
        // Given
        Source source = world.sources().getFirst();
        assertThat(source.flavour()).isEqualTo(Flavour.WINDOWS_10);
        String failure = world.crashes(source, TODAY.minusDays(4), TODAY)
                .map(Crash::event)
                .filter(event -> event.cabIdHash() != null)
                .map(event -> Objects.requireNonNull(event.failureHash()))
                .findFirst()
                .orElseThrow();

        // When
        List<CabLink> links = client.cabLinks()
                .list(new CabLinksQuery(Objects.requireNonNull(source.applicationId()), failure, null, null, 100, 0))
                .await()
                .rows();

        // Then
        assertThat(links).isNotEmpty();
    }

    @Test
    void shouldAgreeOnSubmissions() {
        String product = Objects.requireNonNull(world.sources().getFirst().applicationId());

        assertThat(client.submissions()
                        .create(product, "audio_init", SubmissionType.INITIAL)
                        .await())
                .satisfies(submission -> {
                    assertThat(submission.productId()).isEqualTo(product);
                    assertThat(submission.commitStatus()).isEqualTo("commitPending");
                });
        assertThatThrownBy(() -> client.submissions()
                        .create("1", "audio_init", SubmissionType.INITIAL)
                        .await())
                .hasMessageContaining("EntityNotFound");
    }
}
