package dev.stopcode.streams.select;

import static dev.stopcode.streams.Rows.TODAY;
import static dev.stopcode.streams.Rows.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.CabWish;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.TopologyFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectTopologyTest {

    private static final String FAILURE = hash(1);
    private static final LocalDate START = TODAY.minusDays(5);

    @TempDir
    Path stateDir;

    private TopologyFixture topology;
    private TestInputTopic<String, ReportRow> rows;
    private TestInputTopic<String, CabWish> wishes;

    @BeforeEach
    void start() {
        topology = new TopologyFixture(stateDir);
        rows = topology.input(Topics.REPORT_ROWS);
        wishes = topology.input(Topics.CAB_WISHES);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    private void row(String cab, String type, LocalDate day, String version) {
        rows.pipeInput(
                FAILURE,
                reportRow(day, null)
                        .setCabIdHash(cab)
                        .setCabType(type)
                        .setDriverVersion(version)
                        .build());
    }

    private void detailsRead() {
        rows.pipeInput(FAILURE, reportRow(TODAY, HarvestMark.DAY_COMPLETE).build());
    }

    private static ReportRow.Builder reportRow(LocalDate day, @Nullable HarvestMark mark) {
        return ReportRow.newBuilder()
                .setSource("contoso")
                .setApplicationId("13736592797500435001")
                .setEventTime(day.atTime(12, 0).toInstant(ZoneOffset.UTC))
                .setFailureHash(FAILURE)
                .setMark(mark)
                .setHarvestId(0)
                .setEventCount(1);
    }

    private void wish(LocalDate asOf, boolean open) {
        wishes.pipeInput(
                FAILURE,
                CabWish.newBuilder()
                        .setAlertId("alert-1")
                        .setDriverName("contoso.sys")
                        .setFailureHash(FAILURE)
                        .setFailureName("AV_contoso!main")
                        .setStartDate(START)
                        .setEndDate(asOf)
                        .setAsOf(asOf)
                        .setSources(List.of("contoso"))
                        .setOpen(open)
                        .build());
    }

    private List<String> requested() {
        return topology.values(Topics.CAB_REQUESTS).stream()
                .map(CabRequest::getCabIdHash)
                .toList();
    }

    @Test
    void shouldAskForDetailsOnceADayWhenNoDumpIsKnown() {
        // When
        wish(TODAY.minusDays(1), true);
        wish(TODAY.minusDays(1), true);
        wish(TODAY, true);

        // Then
        assertThat(topology.values(Topics.DETAIL_REQUESTS))
                .extracting(DetailRequest::getFailureHash, DetailRequest::getStartDate, DetailRequest::getEndDate)
                .containsExactly(tuple(FAILURE, START, TODAY.minusDays(1)), tuple(FAILURE, START, TODAY));
        assertThat(requested()).isEmpty();
    }

    @Test
    void shouldChooseTheBestDumpsWhenTheDetailsAreWhole() {
        // Given
        wish(TODAY, true);
        row("mini-new", "MINI", TODAY, "1.1.0.0");
        row("full", "FULL", TODAY.minusDays(2), "1.1.0.0");
        row("kernel", "kernel", TODAY.minusDays(3), "1.1.0.0");
        row("other-version", "MINI", TODAY.minusDays(4), "1.0.0.0");
        row("before-incident", "FULL", START.minusDays(1), "1.2.0.0");
        assertThat(requested()).isEmpty();

        // When
        detailsRead();

        // Then
        assertThat(topology.values(Topics.CAB_REQUESTS))
                .extracting(CabRequest::getCabIdHash, CabRequest::getFailureName)
                .containsExactly(tuple("full", "AV_contoso!main"), tuple("other-version", "AV_contoso!main"));
    }

    @Test
    void shouldTakeDumpsThatWereKnownBeforeTheAlert() {
        // Given
        row("early", "MINI", TODAY, "1.1.0.0");
        detailsRead();
        assertThat(requested()).isEmpty();

        // When
        wish(TODAY, true);

        // Then
        List<CabRequest> requests = topology.values(Topics.CAB_REQUESTS);
        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.getCabIdHash()).isEqualTo("early");
            assertThat(request.getApplicationId()).isEqualTo("13736592797500435001");
            assertThat(request.getAlertId()).isEqualTo("alert-1");
        });
        assertThat(topology.values(Topics.DETAIL_REQUESTS)).isEmpty();
    }

    @Test
    void shouldNeverAskForTheSameDumpTwice() {
        // Given
        wish(TODAY, true);
        row("one", "MINI", TODAY, "1.1.0.0");
        detailsRead();
        assertThat(requested()).containsExactly("one");

        // When
        row("one", "MINI", TODAY, "1.1.0.0");
        detailsRead();
        wish(TODAY.plusDays(1), true);

        // Then
        assertThat(requested()).isEmpty();
    }

    @Test
    void shouldKeepTheDumpsWorthHavingOfAFailureThatHasVeryMany() {
        // Given
        row("full", "FULL", TODAY.minusDays(4), "1.1.0.0");
        for (int number = 0; number < 2500; number++) {
            row("mini-" + number, "MINI", TODAY.minusDays(3), "1.1.0.0");
        }
        row("newest", "MINI", TODAY, "1.2.0.0");

        // When
        wish(TODAY, true);

        // Then
        assertThat(requested()).containsExactly("full", "newest");
    }

    @Test
    void shouldGrantNothingToAnAlertThatWasWithdrawn() {
        // Given
        wish(TODAY, true);
        wish(TODAY, false);

        // When
        row("late", "FULL", TODAY, "1.1.0.0");
        detailsRead();

        // Then
        assertThat(requested()).isEmpty();
    }

    @Test
    void shouldServeEveryWaitingAlertWhenAReportWasReadWhole() {
        // Given
        wish(TODAY, true);
        row("one", "MINI", TODAY, "1.1.0.0");

        // When
        rows.pipeInput(
                "contoso",
                reportRow(TODAY, HarvestMark.DAY_COMPLETE).setFailureHash(null).build());

        // Then
        assertThat(requested()).containsExactly("one");
    }

    @Test
    void shouldAskForAnotherDumpOnceWhenOneIsNotToBeHad() {
        // Given
        for (int version = 1; version <= 5; version++) {
            row("dump-" + version, "MINI", TODAY.minusDays(version - 1), version + ".0.0.0");
        }
        wish(TODAY, true);
        assertThat(requested()).containsExactly("dump-1", "dump-2", "dump-3");
        TestInputTopic<String, Cab> results = topology.input(Topics.CABS);

        // When
        results.pipeInput("dump-1", result("dump-1", CabStatus.STORED));
        results.pipeInput("dump-2", result("dump-2", CabStatus.EXPIRED));
        results.pipeInput("dump-2", result("dump-2", CabStatus.EXPIRED));

        // Then
        assertThat(requested()).containsExactly("dump-4");
    }

    @Test
    void shouldTakeOneLikeADumpThatWasNotToBeHad() {
        // Given
        row("one", "MINI", TODAY, "1.0.0.0");
        row("like-it", "MINI", TODAY.minusDays(1), "1.0.0.0");
        wish(TODAY, true);
        assertThat(requested()).containsExactly("one");

        // When
        topology.input(Topics.CABS).pipeInput("one", result("one", CabStatus.REJECTED));

        // Then
        assertThat(requested()).containsExactly("like-it");
    }

    @Test
    void shouldSayOfADumpThatNobodyFetchedInTimeThatItIsGone() {
        // Given
        Instant start = Instant.now();
        expiring("fetched", "1.0.0.0", start.plus(Duration.ofHours(5)));
        expiring("unfetched", "2.0.0.0", start.plus(Duration.ofHours(5)));
        wish(TODAY, true);
        assertThat(requested()).containsExactly("fetched", "unfetched");
        topology.input(Topics.CABS).pipeInput("fetched", result("fetched", CabStatus.STORED));
        topology.values(Topics.CABS);
        row("another", "MINI", TODAY, "2.0.0.0");

        // When
        topology.advanceWallClock(Duration.ofHours(6));

        // Then
        assertThat(topology.values(Topics.CABS)).isEmpty();
        topology.advanceWallClock(Duration.ofHours(2));
        assertThat(topology.values(Topics.CABS)).singleElement().satisfies(cab -> {
            assertThat(cab.getCabIdHash()).isEqualTo("unfetched");
            assertThat(cab.getAlertId()).isEqualTo("alert-1");
            assertThat(cab.getDriverName()).isEqualTo("contoso.sys");
            assertThat(cab.getStatus()).isEqualTo(CabStatus.EXPIRED);
            assertThat(cab.getReason()).contains("no worker had it");
        });
        assertThat(requested()).containsExactly("another");
        topology.advanceWallClock(Duration.ofHours(2));
        assertThat(topology.values(Topics.CABS)).isEmpty();
    }

    @Test
    void shouldTakeItBackWhenADumpComesThatWasGivenUp() {
        // Given
        expiring("slow", "1.0.0.0", Instant.now().plus(Duration.ofHours(1)));
        wish(TODAY, true);
        topology.advanceWallClock(Duration.ofHours(4));
        assertThat(topology.values(Topics.CABS)).extracting(Cab::getStatus).containsExactly(CabStatus.EXPIRED);

        // When
        topology.input(Topics.CABS).pipeInput("slow", result("slow", CabStatus.STORED));

        // Then
        assertThat(topology.values(Topics.CABS)).containsExactly(result("slow", CabStatus.STORED));
    }

    @Test
    void shouldForgetDumpsAndWishesAfterFourWeeks() {
        // Given
        row("one", "MINI", TODAY, "1.0.0.0");
        row("requested", "MINI", TODAY, "2.0.0.0");
        wish(TODAY, true);
        assertThat(requested()).hasSize(2);
        topology.changelog(SelectTopology.CABS);
        topology.changelog(SelectTopology.WISHES);

        // When
        topology.advanceWallClock(Selection.MEMORY.plusHours(1));

        // Then
        assertThat(topology.changelog(SelectTopology.CABS)).hasSize(2).allMatch(change -> change.value == null);
        assertThat(topology.changelog(SelectTopology.WISHES)).hasSize(1).allMatch(change -> change.value == null);
        detailsRead();
        assertThat(requested()).isEmpty();
    }

    private void expiring(String cab, String version, Instant expiration) {
        rows.pipeInput(
                FAILURE,
                reportRow(TODAY, null)
                        .setCabIdHash(cab)
                        .setCabType("MINI")
                        .setDriverVersion(version)
                        .setCabExpirationTime(expiration)
                        .build());
    }

    private static Cab result(String cab, CabStatus status) {
        return Cab.newBuilder()
                .setCabIdHash(cab)
                .setFailureHash(FAILURE)
                .setAlertId("alert-1")
                .setDriverName("contoso.sys")
                .setStatus(status)
                .setCollectedAt(Instant.EPOCH)
                .build();
    }
}
