package dev.stopcode.producer.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopcode.config.HarvestConfig;
import dev.stopcode.devcenter.RejectedRow;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.details.DetailsQuery;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.producer.FakeDevCenter;
import dev.stopcode.producer.Samples;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.fetch.Shutdown;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetailsReaderTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T09:00:00Z"), ZoneOffset.UTC);
    private static final byte[] BYTES = "request".getBytes(StandardCharsets.UTF_8);

    private final FakeDevCenter devCenter = new FakeDevCenter();

    @Test
    void shouldTurnEventsIntoRowsThatDoNotCount() {
        // Given
        devCenter.details.add(event("failure", "cab-1"));

        // When
        DetailsAnswer answer = read("win10");

        // Then
        assertThat(answer.rejected()).isEmpty();
        assertThat(answer.rows()).singleElement().satisfies(row -> {
            assertThat(row)
                    .extracting(ReportRow::getSource, ReportRow::getFailureHash, ReportRow::getCabIdHash)
                    .containsExactly("win10", "failure", "cab-1");
            assertThat(row.getEventTime()).isEqualTo(Instant.parse("2026-03-09T23:51:11Z"));
            assertThat(row.getCounting()).isFalse();
            assertThat(row.getEventCount()).isEqualTo(1);
            assertThat(row.getHarvestId()).as("belongs to no harvest").isZero();
        });
    }

    @Test
    void shouldLetNoDeviceIdLeave() {
        // Given
        devCenter.details.add(event("failure", "cab-1"));

        // When
        DetailsAnswer answer = read("win10");

        // Then
        assertThat(answer.rows()).singleElement().satisfies(row -> {
            assertThat(row.getDeviceHash()).hasSize(32);
            assertThat(row.toString()).doesNotContain("device-1");
        });
    }

    @Test
    void shouldLetNoDeviceIdLeaveInARowThatCannotBeRead() {
        // Given
        devCenter.unreadableDetails.add(
                new RejectedRow("{\"date\": \"soon\", \"clientDeviceId\": \"device-1\"}", "date: not a time"));

        // When
        DetailsAnswer answer = read("win10");

        // Then
        assertThat(answer.rejected()).singleElement().satisfies(letter -> {
            assertThat(new String(letter.value(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"date\":\"soon\",\"clientDeviceId\":\"***\"}");
            assertThat(letter.headers()).containsEntry("cause", "date: not a time");
        });
    }

    @Test
    void shouldTakeAnEventWithoutHashForOneOfTheFailureAskedFor() {
        // Given
        devCenter.details.add(event(null, "cab-1"));

        // When
        DetailsAnswer answer = read("win10");

        // Then
        assertThat(answer.rows()).extracting(ReportRow::getFailureHash).containsExactly("failure");
        assertThat(answer.mark()).extracting(ReportRow::getMark).isEqualTo(HarvestMark.DAY_COMPLETE);
    }

    @Test
    void shouldReadAllPages() {
        // Given
        IntStream.range(0, 8).forEach(number -> devCenter.details.add(event("failure", "cab-" + number)));

        // When
        DetailsAnswer answer = read("win10");

        // Then
        assertThat(answer.rows())
                .extracting(ReportRow::getCabIdHash)
                .doesNotHaveDuplicates()
                .hasSize(8);
    }

    @Test
    void shouldAskNoFurtherBackThanTheVendorLooks() {
        // When
        read("win10");

        // Then
        assertThat(devCenter.detailQueries)
                .extracting(DetailsQuery::startDate, DetailsQuery::endDate)
                .containsExactly(tuple(LocalDate.parse("2026-02-08"), LocalDate.parse("2026-03-10")));
    }

    @Test
    void shouldAskNothingForAWindowThatIsOver() {
        // Given
        DetailRequest old = new DetailRequest(
                "failure",
                "alert",
                List.of("win10"),
                LocalDate.parse("2025-01-01"),
                LocalDate.parse("2025-02-01"),
                "new");

        // When
        DetailsAnswer answer = reader().read(old, BYTES);

        // Then
        assertThat(answer.rows()).isEmpty();
        assertThat(devCenter.requests()).isZero();
    }

    @Test
    void shouldAskNobodyForWhatAReportOrFilesCount() {
        // Given
        devCenter.details.add(event("failure", "cab-1"));

        // When
        DetailsAnswer answer = read("other", "win10");

        // Then
        assertThat(devCenter.requests()).isOne();
        assertThat(answer.rows()).hasSize(1);
        assertThat(answer.mark()).extracting(ReportRow::getMark).isEqualTo(HarvestMark.DAY_COMPLETE);
        assertThat(answer.rejected()).isEmpty();
    }

    @Test
    void shouldSendARequestThatTheVendorRefusesToDeadLetters() {
        // Given
        devCenter.failAt(1, new DevCenterException.NotFound("no such failure"));

        // When
        DetailsAnswer answer = read("win10");

        // Then
        assertThat(answer.rejected())
                .singleElement()
                .satisfies(letter -> assertThat(letter.headers()).containsEntry("cause", "no such failure"));
    }

    @Test
    void shouldTryAgainWhatMaySucceed() {
        // Given
        devCenter.details.add(event("failure", "cab-1"));
        devCenter.failAt(1, new DevCenterException.Unavailable("503"));

        // When
        DetailsAnswer answer = read("win10");

        // Then
        assertThat(answer.rows()).hasSize(1);
    }

    @Test
    void shouldGiveUpARequestThatKeepsFailing() {
        // Given
        IntStream.rangeClosed(1, 9)
                .forEach(request -> devCenter.failAt(request, new DevCenterException.Unavailable("503")));

        // When
        DetailsAnswer answer = read("win10");

        // Then
        assertThat(devCenter.requests()).isEqualTo(5);
        assertThat(answer.rejected()).hasSize(1);
    }

    @Test
    void shouldNotBlameARequestForWrongCredentials() {
        // Given
        devCenter.failAt(1, new DevCenterException.Unauthorized("invalid client"));

        // Then
        assertThatThrownBy(() -> read("win10")).isInstanceOf(DevCenterException.Unauthorized.class);
    }

    private DetailsAnswer read(String... sources) {
        DetailRequest request = new DetailRequest(
                "failure",
                "alert",
                List.of(sources),
                LocalDate.parse("2025-12-01"),
                LocalDate.parse("2026-04-01"),
                "no dump known");
        return reader().read(request, BYTES);
    }

    private DetailsReader reader() {
        HarvestConfig harvest = new HarvestConfig(90, 5, Duration.ofHours(12), 3, 2, 2, "key");
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
        return new DetailsReader(List.of(Samples.SOURCE), harvest, devCenter, CLOCK, new Shutdown(), backoff);
    }

    private static DetailRow event(@Nullable String failureHash, String cab) {
        return new DetailRow(
                Instant.parse("2026-03-09T23:51:11Z"),
                "name",
                failureHash,
                "fastboot",
                "10.0.19045.1",
                "Windows 10",
                "System crash",
                "US",
                "PC",
                "x64",
                "Retail",
                "1234567890123456789",
                null,
                null,
                "fastboot.sys",
                "2.1.1.0",
                "Contoso",
                "C-122",
                null,
                null,
                null,
                "device-1",
                cab,
                "MINI",
                Instant.parse("2026-04-09T23:51:11Z"));
    }
}
