package dev.stopcode.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.sandbox.api.Fault;
import dev.stopcode.sandbox.api.Injection;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.OpenRun;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reports over real HTTP, a real broker and a real registry. */
@ExtendWith(Cluster.Extension.class)
class ReportHarvestIT {

    /** Makes many transactions of a file. */
    private static final int PAGE = 20;

    private final Cluster cluster;
    private HarvestedReport report;

    ReportHarvestIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void start() throws Exception {
        report = new HarvestedReport(cluster, PAGE, null);
    }

    @AfterEach
    void stop() throws Exception {
        report.close();
    }

    @Test
    void shouldPublishTheEventsOfARunAndMarkItsDays() {
        // When
        try (ProducerApp app = report.start()) {
            report.awaitRuns(app, 1);
        }

        // Then
        List<ReportRow> marks = report.marks().getOrDefault(1L, List.of());
        assertThat(marks).hasSize(HarvestedReport.DAYS * Cluster.PARTITIONS).allSatisfy(mark -> {
            assertThat(mark.getMark()).isEqualTo(HarvestMark.DAY_COMPLETE);
            assertThat(mark.getSource()).isEqualTo("ihv");
            assertThat(mark.getAsOf()).isEqualTo(HarvestedReport.TODAY);
        });
        assertThat(marks.stream().map(HarvestedReport::day).distinct())
                .containsExactlyInAnyOrderElementsOf(HarvestedReport.TODAY
                        .minusDays(HarvestedReport.DAYS)
                        .datesUntil(HarvestedReport.TODAY)
                        .toList());
        report.assertRows(1, HarvestedReport.TODAY);
        assertThat(report.topics().deadLetters()).isEmpty();
    }

    @Test
    void shouldGoOnInTheMiddleOfAFile() {
        // Given: a file that stops in its middle
        report.simulator()
                .faults()
                .inject(Injection.of(new Fault.SlowBody(60_000)).on("/drivers/Reports"));
        try (ProducerApp app = report.start()) {
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                report.simulator().advance(Duration.ofSeconds(10));
                return app.progress().sources().getFirst().rows() > 0;
            });
        }
        OpenRun open =
                report.topics().values(Topics.HARVEST_CHECKPOINTS).getLast().getOpenRun();
        assertThat(open).as("the run that was being read").isNotNull();

        // When
        try (ProducerApp app = report.start()) {
            report.awaitRuns(app, 1);
        }

        // Then
        assertThat(report.marks().keySet()).containsExactly(open.getHarvestId());
        report.assertRows(1, HarvestedReport.TODAY);
    }

    @Test
    void shouldGoOnWithTheNextRunAfterARestartAndScheduleNothingTwice() {
        // Given
        try (ProducerApp app = report.start()) {
            report.awaitRuns(app, 1);
        }

        // When
        report.simulator().advance(Duration.ofHours(24));
        try (ProducerApp app = report.start()) {
            report.awaitRuns(app, 3);
        }

        // Then
        report.assertRows(3, report.today());
        assertThat(report.marks().keySet()).containsExactly(1L, 2L, 3L);
        Reports vendor = report.tenant().client().reports();
        assertThat(vendor.templates().await()).hasSize(1);
        assertThat(vendor.schedules().await()).hasSize(1);
    }

    @Test
    void shouldAskForTheLinkAgainWhenItHasExpired() {
        // Given: at the first try, and again after a download that broke off
        report.simulator().faults().inject(Injection.of(new Fault.LinkExpired()).on("/drivers/Reports"));
        report.simulator()
                .faults()
                .inject(Injection.of(new Fault.ConnectionCut()).on("/drivers/Reports"));
        report.simulator()
                .faults()
                .inject(Injection.of(new Fault.LinkExpired())
                        .on("/drivers/Reports")
                        .after(1));

        // When
        try (ProducerApp app = report.start()) {
            report.awaitRuns(app, 1);
        }

        // Then
        assertThat(report.simulator().faults().pending()).isEmpty();
        assertThat(report.simulator().requests("/drivers/Reports")).isEqualTo(4);
        report.assertRows(1, HarvestedReport.TODAY);
        assertThat(report.topics().deadLetters()).isEmpty();
    }

    @Test
    void shouldReadPastWhatIsPublishedWhenADownloadIsCut() {
        // Given
        report.simulator()
                .faults()
                .inject(Injection.of(new Fault.ConnectionCut())
                        .on("/drivers/Reports")
                        .times(2));

        // When
        try (ProducerApp app = report.start()) {
            report.awaitRuns(app, 1);
        }

        // Then
        assertThat(report.simulator().requests("/drivers/Reports")).isEqualTo(3);
        assertThat(report.marks().keySet()).as("one harvest").containsExactly(1L);
        report.assertRows(1, HarvestedReport.TODAY);
        assertThat(report.topics().deadLetters()).isEmpty();
    }

    @Test
    void shouldSetAsideAPageOfHtmlAndReadTheNextRun() {
        // Given
        report.simulator().faults().inject(Injection.of(new Fault.Html(200)).on("/drivers/Reports"));

        // When
        try (ProducerApp app = report.start()) {
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                report.simulator().advance(HarvestedReport.BETWEEN_POLLS);
                return report.runs("set aside") == 1;
            });
            report.simulator().advance(Duration.ofHours(12));
            report.awaitRuns(app, 1);
        }

        // Then
        assertThat(report.topics().deadLetters()).singleElement().satisfies(letter -> {
            assertThat(HarvestedReport.header(letter, "kind")).isEqualTo("report");
            assertThat(HarvestedReport.header(letter, "source")).isEqualTo("ihv");
        });
        report.assertRows(report.marks().keySet().iterator().next(), report.today());
    }

    @Test
    void shouldCountARunThatTheVendorFailedAndReadTheNext() {
        // Given
        report.simulator().faults().inject(new Fault.RunFailed());

        // When
        try (ProducerApp app = report.start()) {
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                report.simulator().advance(HarvestedReport.BETWEEN_POLLS);
                return report.runs("failed") > 0;
            });
            assertThat(report.marks()).isEmpty();
            report.simulator().advance(Duration.ofHours(12));
            report.awaitRuns(app, 1);
        }

        // Then
        assertThat(report.runs("failed")).isEqualTo(1);
        report.assertRows(1, report.today());
        assertThat(report.topics().deadLetters()).isEmpty();
    }
}
