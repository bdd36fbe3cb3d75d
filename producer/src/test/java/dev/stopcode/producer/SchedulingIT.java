package dev.stopcode.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.devcenter.reports.ReportRun;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.producer.fetch.Shutdown;
import dev.stopcode.producer.reports.Scheduling;
import dev.stopcode.sandbox.api.Fault;
import dev.stopcode.sandbox.api.Injection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a report is scheduled and found again at the simulated Dev Center. */
class SchedulingIT {

    private static final String TEMPLATES = "/analytics/driver/reporttemplate";
    private static final String SCHEDULES = "/analytics/driver/report";
    private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");

    private Tenant tenant;

    @BeforeEach
    void start() throws Exception {
        tenant = new Tenant(HarvestedReport.WORLD);
    }

    @AfterEach
    void stop() throws Exception {
        tenant.close();
    }

    private Scheduling scheduling(@Nullable URI callback) {
        return new Scheduling(HarvestedReport.REPORT, reports(), new Shutdown(), callback);
    }

    private Reports reports() {
        return tenant.client().reports();
    }

    private List<ReportRun> runs(Scheduling scheduling) {
        Instant now = now();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return scheduling.runs(now, today.minusDays(1), today);
    }

    private Instant now() {
        return tenant.simulator().clock().instant();
    }

    /** Schedules the report as somebody else would; its id. */
    private String schedule(int runs) {
        String template =
                reports().createTemplate(HarvestedReport.REPORT.template()).await();
        return reports()
                .createSchedule(new ReportSchedule(template, now(), HarvestedReport.REPORT.interval(), runs, null))
                .await();
    }

    private int requests(String path) {
        return tenant.simulator().requests().getOrDefault(path, 0);
    }

    @Test
    void shouldLookForTheReportOnceADay() {
        // Given
        Scheduling scheduling = scheduling(null);
        runs(scheduling);
        int looks = requests(TEMPLATES);

        // When
        for (int poll = 0; poll < 5; poll++) {
            tenant.simulator().advance(Duration.ofHours(4));
            assertThat(runs(scheduling)).isNotEmpty();
        }

        // Then
        assertThat(requests(TEMPLATES)).isEqualTo(looks);
        tenant.simulator().advance(Duration.ofHours(4));
        runs(scheduling);
        assertThat(requests(TEMPLATES)).isEqualTo(looks + 1);
        assertThat(reports().schedules().await()).hasSize(1);
    }

    @Test
    void shouldScheduleTheReportAnewWhenItsRunsAreAtAnEnd() {
        // Given: two runs, the second of them good for another twelve hours
        String first = schedule(2);
        tenant.simulator().advance(Duration.ofHours(6));
        Scheduling scheduling = scheduling(null);
        runs(scheduling);

        // When
        tenant.simulator().advance(Duration.ofHours(17));
        runs(scheduling);
        assertThat(reports().schedules().await()).hasSize(1);
        tenant.simulator().advance(Duration.ofHours(1));
        runs(scheduling);

        // Then
        assertThat(reports().schedules().await())
                .hasSize(2)
                .anyMatch(scheduled -> !scheduled.reportId().equals(first));
    }

    @Test
    void shouldScheduleTheReportAnewWhenTheVendorDoesNotKnowItAnyMore() throws Exception {
        // Given
        Scheduling scheduling = scheduling(null);
        runs(scheduling);
        String template = reports().templates().await().getFirst().templateId();

        // When
        tenant.forget();
        runs(scheduling);

        // Then
        assertThat(reports().schedules().await())
                .singleElement()
                .satisfies(scheduled -> assertThat(scheduled.templateId()).isEqualTo(template));
    }

    @Test
    void shouldCreateTheScheduleWithItsCallback() {
        // Given
        tenant.simulator()
                .faults()
                .inject(Injection.of(new Fault.CallbackLost()).on(CALLBACK.toString()));

        // When
        Scheduling scheduling = scheduling(CALLBACK);
        runs(scheduling);
        tenant.simulator().advance(Duration.ofDays(2));
        runs(scheduling);

        // Then: it was called, and nothing had to be edited
        await().until(() -> tenant.simulator().faults().pending().isEmpty());
        assertThat(requests(SCHEDULES + "/1")).isZero();
    }

    @Test
    void shouldSetTheCallbackOfAScheduleOnceAndLeaveTheRestAsItIs() {
        // Given
        String id = schedule(9);
        Object before = reports().schedules().await().getFirst().schedule();

        // When
        Scheduling scheduling = scheduling(CALLBACK);
        runs(scheduling);
        tenant.simulator().advance(Duration.ofDays(2));
        runs(scheduling);

        // Then
        assertThat(requests(SCHEDULES + "/" + id)).isEqualTo(1);
        assertThat(reports().schedules().await())
                .singleElement()
                .satisfies(scheduled -> assertThat(scheduled.schedule()).isEqualTo(before));
    }

    @Test
    void shouldGoOnWithoutACallbackThatCannotBeSetAndTryAgainADayLater() {
        // Given: both tries of a call
        String id = schedule(9);
        tenant.simulator()
                .faults()
                .inject(Injection.of(new Fault.ServerError(500))
                        .on(SCHEDULES + "/" + id)
                        .times(2));

        // When
        Scheduling scheduling = scheduling(CALLBACK);
        tenant.simulator().advance(Duration.ofMinutes(1));
        assertThat(runs(scheduling)).hasSize(1);
        tenant.simulator().advance(Duration.ofDays(1));
        runs(scheduling);

        // Then
        assertThat(requests(SCHEDULES + "/" + id)).isEqualTo(3);
    }

    @Test
    void shouldTouchNoScheduleWithoutACallback() {
        // Given
        String id = schedule(9);

        // When
        runs(scheduling(null));

        // Then
        assertThat(requests(SCHEDULES + "/" + id)).isZero();
    }
}
