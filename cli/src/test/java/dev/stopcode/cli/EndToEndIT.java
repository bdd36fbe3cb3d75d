package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.TopicRecord;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.machine.LocalInstallations;
import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stopcode up} over a small world, twice on the same day and once three days later, against the world itself. */
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

    @BeforeAll
    static void run() throws Exception {
        first = up(TODAY);
        afterFirst = read();
        second = up(TODAY);
        afterSecond = read();
        third = up(LATER);
        afterThird = read();
    }

    @Test
    void shouldCountWhatTheWorldCounts() {
        assertThat(afterFirst.totals()).isEqualTo(totals(TODAY));
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
        assertThat(WORLD.truth())
                .allSatisfy(planted -> assertThat(alertsOf(planted, afterFirst))
                        .as(planted.toString())
                        .isNotEmpty());
    }

    @Test
    void shouldStoreTheDumpsOfAlertsWithTheRightHash() throws Exception {
        List<Cab> stored = afterFirst.cabs().stream()
                .filter(cab -> cab.getStatus() == CabStatus.STORED)
                .toList();
        assertThat(stored).isNotEmpty();
        for (Cab cab : stored) {
            Path file =
                    Path.of(URI.create(Optional.ofNullable(cab.getLocation()).orElseThrow()));
            byte[] bytes = Files.readAllBytes(file);
            assertThat(bytes)
                    .isEqualTo(WORLD.cabBytes(cab.getCabIdHash(), TODAY).orElseThrow());
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(cab.getSha256());
        }
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
        assertThat(afterThird.totals()).isEqualTo(totals(LATER));
        assertThat(afterThird.alerts().keySet()).containsAll(afterFirst.alerts().keySet());
    }

    private static List<RegressionAlert> alertsOf(PlantedRegression planted, Contents topics) {
        return topics.alerts().values().stream()
                .filter(alert -> alert.getStatus() != AlertStatus.WITHDRAWN)
                .filter(alert -> alert.getDriverName().equals(planted.driver()))
                .filter(alert -> planted.failureHash().equals(alert.getFailureHash()))
                .filter(alert -> !alert.getStartDate().isAfter(planted.endDate())
                        && !alert.getEndDate().isBefore(planted.startDate()))
                .toList();
    }

    private static JsonNode up(LocalDate today) throws Exception {
        try (StopcodeProcess up = StopcodeProcess.start(
                dir,
                "up",
                "--until-idle",
                "--data",
                dir.resolve("data").toString(),
                "--broker-port",
                "0",
                "--registry-port",
                "0",
                "--today",
                today.toString(),
                "-o",
                "json")) {
            assertThat(up.await(300)).as(up.err()).isZero();
            assertThat(up.out().lines()).hasSize(1);
            return new ObjectMapper().readTree(up.out());
        }
    }

    private static Contents read() {
        try (Records records = new LocalInstallations(Map.of()).open(new Where(null, Map.of(), dir.resolve("data")))) {
            Map<String, RegressionAlert> alerts = new TreeMap<>();
            records.latestValues(Topics.ALERTS).forEach(alert -> alerts.put(alert.getAlertId(), alert));
            List<TopicRecord> states = new ArrayList<>();
            records.read(Topics.REGRESSION_ALERTS, states::add);
            List<CabRequest> requests = new ArrayList<>();
            records.read(
                    Topics.CAB_REQUESTS,
                    request -> requests.add(Topics.CAB_REQUESTS.value().cast(request.value())));
            return new Contents(
                    records.latestValues(Topics.DRIVER_DAYS),
                    records.latestValues(Topics.FAILURES),
                    alerts,
                    states.size(),
                    requests,
                    records.latestValues(Topics.CABS));
        }
    }

    private static Map<String, Long> totals(LocalDate asOf) {
        Map<String, Long> totals = new TreeMap<>();
        WORLD.totals(asOf)
                .flatMap(total -> Stream.of(total.version(), "*")
                        .map(version -> Map.entry(
                                String.join(
                                        " ",
                                        total.driver(),
                                        version,
                                        total.day().toString()),
                                total.events())))
                .filter(total -> total.getValue() != 0)
                .forEach(total -> totals.merge(total.getKey(), total.getValue(), Long::sum));
        return totals;
    }

    /** What the topics held after a run. */
    private record Contents(
            List<DriverDay> days,
            List<Failure> failures,
            Map<String, RegressionAlert> alerts,
            int alertStates,
            List<CabRequest> requests,
            List<Cab> cabs) {

        /** Counts by driver, version and day; version {@code *} is the driver as a whole. */
        Map<String, Long> totals() {
            Map<String, Long> totals = new TreeMap<>();
            for (DriverDay day : days) {
                String version = Optional.ofNullable(day.getDriverVersion()).orElse("*");
                if (day.getEvents() != 0) {
                    totals.merge(
                            String.join(
                                    " ",
                                    day.getDriverName(),
                                    version,
                                    day.getDate().toString()),
                            day.getEvents(),
                            Long::sum);
                }
            }
            return totals;
        }
    }
}
