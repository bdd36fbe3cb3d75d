package dev.stopcode.streams.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabAsk;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.TopologyFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.TestInputTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixture's budget is 20 dumps and 20 searches. */
class BudgetTest {

    private static final Instant EVENING = Instant.parse("2026-06-30T20:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-07-01T06:00:00Z");
    private static final int BUDGET = 20;

    @TempDir
    Path stateDir;

    private TopologyFixture topology;
    private TestInputTopic<String, CabAsk> asks;

    @BeforeEach
    void start() {
        topology = new TopologyFixture(stateDir);
        asks = topology.input(Topics.CAB_ASKS);
    }

    @AfterEach
    void stop() {
        topology.close();
    }

    private void ask(String driver, String cab, @Nullable Instant expiration, Instant time) {
        CabRequest dump = dump(cab, expiration);
        dump.setDriverName(driver);
        asks.pipeInput(driver, new CabAsk(driver, dump, null, time, Instant.now()), time);
    }

    private static CabRequest dump(String cab, @Nullable Instant expiration) {
        return CabRequest.newBuilder()
                .setCabIdHash(cab)
                .setFailureHash("failure")
                .setSource("contoso")
                .setAlertId("alert-1")
                .setDriverName("contoso.sys")
                .setEventTime(EVENING)
                .setExpirationTime(expiration)
                .setReason("1 of 3")
                .build();
    }

    private void search(String failure, Instant time) {
        LocalDate day = LocalDate.of(2026, 6, 30);
        DetailRequest search = new DetailRequest(failure, "alert-1", List.of("contoso"), day, day, "none known");
        asks.pipeInput("contoso.sys", new CabAsk("contoso.sys", null, search, time, null), time);
    }

    private List<String> requested() {
        return topology.values(Topics.CAB_REQUESTS).stream()
                .map(CabRequest::getCabIdHash)
                .toList();
    }

    private void spendTheDay() {
        IntStream.range(0, BUDGET).forEach(number -> ask("contoso.sys", "dump-" + number, null, EVENING));
        assertThat(requested()).hasSize(BUDGET);
    }

    @Test
    void shouldLetWhatIsLeftOverWaitForTheNextDay() {
        // Given
        spendTheDay();

        // When
        ask("contoso.sys", "waits", null, EVENING);

        // Then
        assertThat(requested()).isEmpty();
        ask("contoso.sys", "of-tomorrow", null, TOMORROW);
        assertThat(requested()).containsExactly("waits", "of-tomorrow");
        assertThat(topology.values(Topics.CABS)).isEmpty();
    }

    @Test
    void shouldReleaseWhatWaitsThoughNothingElseIsAsked() {
        // Given
        spendTheDay();
        ask("contoso.sys", "waits", null, EVENING);

        // When
        topology.advanceWallClock(Duration.ofDays(1));

        // Then
        assertThat(requested()).containsExactly("waits");
    }

    @Test
    void shouldKeepABudgetForEachDriver() {
        // Given
        spendTheDay();

        // When
        ask("other.sys", "of-another", null, EVENING);

        // Then
        assertThat(requested()).containsExactly("of-another");
    }

    @Test
    void shouldSayThatADumpExpiresBeforeThereIsRoom() {
        // Given
        spendTheDay();

        // When
        ask("contoso.sys", "tonight", Instant.parse("2026-06-30T23:00:00Z"), EVENING);
        ask("contoso.sys", "early", Instant.parse("2026-07-01T05:00:00Z"), EVENING);

        // Then
        assertThat(topology.values(Topics.CABS)).singleElement().satisfies(cab -> {
            assertThat(cab.getCabIdHash()).isEqualTo("tonight");
            assertThat(cab.getAlertId()).isEqualTo("alert-1");
            assertThat(cab.getStatus()).isEqualTo(CabStatus.EXPIRED);
            assertThat(cab.getReason()).contains("2026-06-30T23:00:00Z", "20 dumps a day");
        });
        ask("contoso.sys", "of-tomorrow", null, TOMORROW);
        assertThat(requested()).containsExactly("of-tomorrow");
        assertThat(topology.values(Topics.CABS)).extracting(Cab::getCabIdHash).containsExactly("early");
    }

    @Test
    void shouldCountSearchesApartAndHoldOneForEachFailure() {
        // Given
        spendTheDay();
        IntStream.range(0, BUDGET).forEach(number -> search("failure-" + number, EVENING));
        assertThat(topology.values(Topics.DETAIL_REQUESTS)).hasSize(BUDGET);

        // When
        search("more", EVENING);
        search("more", EVENING.plusSeconds(60));
        assertThat(topology.values(Topics.DETAIL_REQUESTS)).isEmpty();
        search("of-tomorrow", TOMORROW);

        // Then
        assertThat(topology.values(Topics.DETAIL_REQUESTS))
                .extracting(DetailRequest::getFailureHash)
                .containsExactly("more", "of-tomorrow");
    }

    @Test
    void shouldLetGoOfWhatWaitsForTooLong() {
        // Given
        Instant now = Instant.now();
        IntStream.range(0, BUDGET).forEach(number -> ask("contoso.sys", "dump-" + number, null, now));
        CabAsk old = new CabAsk("contoso.sys", dump("old", null), null, now, now.minus(Duration.ofDays(27)));
        asks.pipeInput("contoso.sys", old, now.minus(Duration.ofDays(27)));
        topology.values(Topics.CAB_REQUESTS);

        // When
        topology.advanceWallClock(Duration.ofDays(2));

        // Then
        assertThat(requested()).isEmpty();
        assertThat(topology.output(Topics.CABS)).singleElement().satisfies(cab -> {
            assertThat(cab.key).isEqualTo("old");
            assertThat(cab.value.getReason()).contains("waited too long");
        });
    }

    @Test
    void shouldStampWhatNamesADumpWithTheTimeAtWhichThatWasLearntOf() {
        // When
        Instant learned = EVENING.minus(Duration.ofDays(10));
        asks.pipeInput("contoso.sys", new CabAsk("contoso.sys", dump("one", null), null, EVENING, learned), learned);

        // Then
        assertThat(topology.timestamps(Topics.CAB_REQUESTS)).containsExactly(learned);
    }
}
