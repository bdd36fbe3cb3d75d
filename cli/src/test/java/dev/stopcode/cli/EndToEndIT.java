package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.machine.LocalInstallations;
import dev.stopcode.cli.privacy.Audit;
import dev.stopcode.cli.privacy.Holding;
import dev.stopcode.sandbox.score.Outcome;
import dev.stopcode.sandbox.score.Score;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.RegressionAlert;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code stopcode up} over a small world, twice on the same day and once three days later, against the world itself.
 */
class EndToEndIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final LocalDate LATER = TODAY.plusDays(3);
    private static final World WORLD = World.of(new WorldConfig(1, Size.SMALL, TODAY));

    @TempDir
    private static Path dir;

    private static JsonNode first;
    private static JsonNode second;
    private static JsonNode third;
    private static Contents afterFirst;
    private static Contents afterSecond;
    private static Contents afterThird;
    private static Audit audit;

    @BeforeAll
    static void run() throws Exception {
        first = up(TODAY);
        afterFirst = read();
        second = up(TODAY);
        afterSecond = read();
        third = up(LATER);
        try (Installation installation = new LocalInstallations(Map.of()).connect(where());
                KafkaRecords records = new KafkaRecords(installation.config().kafka())) {
            afterThird = Contents.of(records);
            audit = Audit.of(
                    installation.config().kafka(), installation.config().cabs(), records, Clock.systemUTC());
        }
    }

    @Test
    void shouldCountWhatTheWorldCounts() {
        assertThat(afterFirst.totals()).isEqualTo(Contents.totals(WORLD, TODAY));
    }

    @Test
    void shouldCountEachFailureOnce() {
        // Given
        Map<String, Long> expected = new TreeMap<>();
        WORLD.totals(TODAY).forEach(total -> expected.merge(total.failureHash(), total.events(), Long::sum));

        // When
        Map<String, Long> counted = new TreeMap<>();
        afterFirst.failures().forEach(failure -> counted.put(failure.getFailureHash(), failure.getEvents()));

        // Then
        assertThat(counted).isEqualTo(expected);
    }

    @Test
    void shouldAlertEveryPlantedRegression() {
        Score score = Score.of(
                WORLD.truth(),
                new Score.Harvest(WORLD.firstDay(), TODAY),
                afterFirst.alerts().values());
        assertThat(score.outcomes()).extracting(Outcome::verdict).containsOnly(Outcome.Verdict.HIT);
    }

    @Test
    void shouldStoreTheDumpsOfAlertsWithTheRightHash() {
        List<Cab> stored = afterFirst.stored();
        assertThat(stored).isNotEmpty();
        assertThat(stored).allSatisfy(cab -> Contents.assertStoredRight(cab, WORLD, TODAY));
        assertThat(stored).extracting(Cab::getCabIdHash).doesNotHaveDuplicates();
    }

    @Test
    void shouldFetchDumpsOfEveryFreshAlert() {
        List<String> withDumps = afterFirst.requests().stream()
                .map(CabRequest::getAlertId)
                .distinct()
                .toList();
        assertThat(afterFirst.alerts().values())
                .filteredOn(alert -> alert.getStatus() != AlertStatus.WITHDRAWN && !alert.getBackfill())
                .extracting(RegressionAlert::getAlertId)
                .isSubsetOf(withDumps);
    }

    @Test
    void shouldSayWhatItDid() {
        assertThat(first.get("rowsHarvested").asLong()).isPositive();
        assertThat(first.get("rowsNew")).isEqualTo(first.get("rowsHarvested"));
        assertThat(first.get("rowsRestated").asLong()).isZero();
        assertThat(first.get("rowsDuplicate").asLong()).isZero();
        assertThat(first.get("deadLetters").asLong()).isZero();
        assertThat(first.get("cabsStored").asLong())
                .isEqualTo(afterFirst.cabs().size())
                .isEqualTo(first.get("cabsRequested").asLong());
        assertThat(first.get("seconds").get("total").asDouble()).isPositive();
        int alerts = 0;
        for (JsonNode count : first.get("alerts")) {
            alerts += count.asInt();
        }
        assertThat(alerts + first.get("alertsWithdrawn").asInt())
                .isEqualTo(afterFirst.alerts().size());
    }

    @Test
    void shouldChangeNothingWhenTheSameIsHarvestedAgain() {
        assertThat(second.get("rowsNew").asLong()).isZero();
        assertThat(second.get("rowsRestated").asLong()).isZero();
        assertThat(second.get("rowsDuplicate")).isEqualTo(second.get("rowsHarvested"));
        assertThat(second.get("alerts")).isEqualTo(first.get("alerts"));
        assertThat(afterSecond.totals()).isEqualTo(afterFirst.totals());
        assertThat(afterSecond.alertStates()).isEqualTo(afterFirst.alertStates());
        assertThat(afterSecond.requests()).isEqualTo(afterFirst.requests());
    }

    @Test
    void shouldFollowRestatementsAsTheWorldGoesOn() {
        assertThat(third.get("rowsRestated").asLong()).isPositive();
        assertThat(afterThird.totals()).isEqualTo(Contents.totals(WORLD, LATER));
        assertThat(afterThird.alerts().keySet()).containsAll(afterFirst.alerts().keySet());
    }

    @Test
    void shouldExplainWhyADayWasRaised() throws Exception {
        // Given
        RegressionAlert alert = afterThird.alerts().values().stream()
                .filter(any -> any.getStatus() == AlertStatus.UPDATED && any.getFailureHash() != null)
                .findFirst()
                .orElseThrow();

        // When
        try (StopcodeProcess explain = StopcodeProcess.start(
                dir,
                "explain",
                alert.getDriverName(),
                alert.getJudgedDate().toString(),
                "--failure",
                alert.getFailureName(),
                "--data",
                dir.resolve("data").toString(),
                "-o",
                "json")) {
            assertThat(explain.await(120)).as(explain.err()).isZero();
            JsonNode explanation = new ObjectMapper().readTree(explain.out());

            // Then
            assertThat(explanation.get("outcome").asText()).isEqualTo("RAISED");
            assertThat(explanation.get("alerts").findValuesAsText("alertId")).contains(alert.getAlertId());
            assertThat(explanation.get("score").asDouble()).isGreaterThanOrEqualTo(alert.getThreshold());
            assertThat(explanation.get("contributors").findValuesAsText("dimension"))
                    .contains("driverVersion", "osVersion", "market", "oemModel");
        }
    }

    @Test
    void shouldShowWhatPersonalDataIsHeld() {
        assertThat(audit.isBreached()).isFalse();
        assertThat(audit.held())
                .filteredOn(holding -> holding.items() > 0)
                .extracting(Holding::place)
                .contains(
                        "stopcode.report-rows",
                        "stopcode.cabs",
                        "stopcode.streams-select-cabs-changelog",
                        dir.resolve("data").resolve("cabs").toString());
        assertThat(audit.held().getLast().items())
                .isEqualTo(afterThird.stored().stream()
                        .map(Cab::getSha256)
                        .distinct()
                        .count());
    }

    private static JsonNode up(LocalDate today) throws Exception {
        try (StopcodeProcess up =
                StopcodeProcess.startUp(dir, dir.resolve("data"), 0, "--today", today.toString(), "-o", "json")) {
            assertThat(up.await(300)).as(up.err()).isZero();
            assertThat(up.out().lines()).hasSize(1);
            return new ObjectMapper().readTree(up.out());
        }
    }

    private static Contents read() {
        try (Records records = new LocalInstallations(Map.of()).open(where())) {
            return Contents.of(records);
        }
    }

    private static Where where() {
        return new Where(null, Map.of(), dir.resolve("data"));
    }
}
