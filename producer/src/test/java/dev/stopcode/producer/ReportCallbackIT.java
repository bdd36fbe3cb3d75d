package dev.stopcode.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.config.CallbackConfig;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.producer.callback.CallbackPath;
import dev.stopcode.sandbox.api.Fault;
import dev.stopcode.sandbox.api.Injection;
import dev.stopcode.sandbox.port.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callbacks of the simulated Dev Center, and others', over real HTTP. */
@ExtendWith(Cluster.Extension.class)
class ReportCallbackIT {

    private static final String RUNS = "/analytics/driver/reportdata";

    /** Enough for a run to complete, and for a hint to be heard, but not for a poll to be due. */
    private static final Duration A_RUN = Duration.ofSeconds(10);

    private final Cluster cluster;
    private HarvestedReport report;
    private URI url;

    ReportCallbackIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws Exception {
        int port = Ports.reserve(0);
        URI base = URI.create("http://127.0.0.1:" + port + "/hooks/");
        report = new HarvestedReport(cluster, 500, new CallbackConfig(base, "127.0.0.1", port));
        url = CallbackPath.url(base, HarvestedReport.DEVICE_KEY, "ihv");
    }

    @AfterEach
    void stop() throws Exception {
        report.close();
    }

    private ProducerApp startAndPoll() {
        ProducerApp app = report.start();
        awaitPolls(1);
        return app;
    }

    private void awaitPolls(int polls) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(report.simulator().requests(RUNS)).isEqualTo(polls));
    }

    private void awaitRead() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(report.marks()).hasSize(1));
    }

    @Test
    void shouldReadACompletedRunBecauseOfItsCallback() {
        // Given
        try (ProducerApp app = startAndPoll()) {

            // When
            report.simulator().advance(A_RUN);

            // Then
            awaitRead();
            assertThat(app.progress().sources()).noneMatch(SourceProgress::stopped);
        }
        report.assertRows(1, HarvestedReport.TODAY);
    }

    @Test
    void shouldMakeUpForALostCallbackWithAPoll() {
        // Given
        report.simulator()
                .faults()
                .inject(Injection.of(new Fault.CallbackLost()).on(url.getPath()));
        try (ProducerApp app = startAndPoll()) {
            report.simulator().advance(A_RUN);
            await().until(() -> report.simulator().faults().pending().isEmpty());

            // When
            report.awaitRuns(app, 1);
        }

        // Then
        report.assertRows(1, HarvestedReport.TODAY);
    }

    @Test
    void shouldPollOnceAnIntervalHoweverManyHintsThereAre() throws Exception {
        // Given: no run, so that nobody else calls
        report.simulator().faults().inject(new Fault.RunFailed());
        try (ProducerApp app = startAndPoll();
                HttpClient anybody = HttpClient.newHttpClient()) {
            awaitPolls(1);

            for (int polls = 2; polls <= 4; polls++) {
                // When
                for (int hint = 0; hint < 100; hint++) {
                    HttpRequest call = HttpRequest.newBuilder(url)
                            .POST(HttpRequest.BodyPublishers.ofString("<not even JSON>"))
                            .build();
                    assertThat(anybody.send(call, HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                            .isEqualTo(200);
                }
                report.simulator().advance(NextPass.BETWEEN_HINTS);

                // Then
                awaitPolls(polls);
            }
            await().until(app::idle);
        }
        assertThat(report.simulator().requests(RUNS)).isEqualTo(4);
    }

    @Test
    void shouldSetTheCallbackOfAScheduleThatIsThereOnce() {
        // Given
        Reports vendor = report.tenant().client().reports();
        String template =
                vendor.createTemplate(HarvestedReport.REPORT.template()).await();
        String id = vendor.createSchedule(new ReportSchedule(
                        template,
                        report.simulator().clock().instant(),
                        HarvestedReport.REPORT.interval(),
                        100,
                        URI.create("http://127.0.0.1:9/elsewhere")))
                .await();

        // When
        try (ProducerApp app = startAndPoll()) {
            report.simulator().advance(A_RUN);

            // Then
            awaitRead();
            for (int polls = report.simulator().requests(RUNS) + 1, end = polls + 3; polls < end; polls++) {
                app.harvestNow();
                awaitPolls(polls);
            }
        }
        assertThat(report.simulator().requests()).containsEntry("/analytics/driver/report/" + id, 1);
        assertThat(vendor.schedules().await()).hasSize(1);
        assertThat(vendor.templates().await()).hasSize(1);
    }
}
