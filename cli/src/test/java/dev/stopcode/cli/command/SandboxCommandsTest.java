package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.HarvestedDay;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxCommandsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final World WORLD = World.of(new WorldConfig(3, Size.SMALL, TODAY));

    @Test
    void shouldPrintTheTruthAsOneArray() throws Exception {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("sandbox", "truth", "--seed", "3", "--today", "2026-11-20", "-o", "json");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        JsonNode truth = new ObjectMapper().readTree(terminal.out());
        assertThat(truth.isArray()).isTrue();
        Set<String> kinds = new TreeSet<>();
        Set<String> traps = new TreeSet<>();
        for (JsonNode planted : truth) {
            (planted.get("trap").asBoolean() ? traps : kinds)
                    .add(planted.get("kind").asText());
            assertThat(fields(planted))
                    .contains("kind", "driver", "version", "failureHash", "failureName", "startDate", "endDate");
        }
        assertThat(kinds).containsExactly("NEW_FAILURE", "RESURFACED", "SHIFT", "SPIKE", "VERSION_REGRESSION");
        assertThat(traps).hasSize(9).contains("HOLIDAY", "ONE_DEVICE", "RENAMED_FAILURE", "ROLL_OUT");
    }

    /** A cluster that was harvested from the world of seed 3, with an alert on what was planted first and one on nothing. */
    private static FakeRecords scored() {
        PlantedRegression planted = WORLD.truth().getFirst();
        RegressionAlert hit = Samples.alert("a1234567-89", AlertStatus.OPEN, true);
        hit.setDriverName(planted.driver());
        hit.setFailureHash(planted.failureHash());
        hit.setStartDate(planted.startDate());
        hit.setEndDate(planted.startDate().plusDays(2));
        hit.setDataThrough(planted.startDate().plusDays(2));
        RegressionAlert onNothing = Samples.alert("a2", AlertStatus.OPEN, false);
        onNothing.setFailureHash(null);
        onNothing.setFailureName(null);
        return new FakeRecords()
                .with(Topics.HARVEST_CHECKPOINTS, "oem", checkpoint(WORLD.firstDay(), TODAY))
                .with(Topics.REGRESSION_ALERTS, planted.driver(), hit)
                .with(Topics.REGRESSION_ALERTS, "fastboot.sys", onNothing);
    }

    private static HarvestCheckpoint checkpoint(LocalDate... days) {
        return HarvestCheckpoint.newBuilder()
                .setSource("oem")
                .setLastHarvestId(days.length)
                .setDays(Stream.of(days)
                        .map(day -> new HarvestedDay(day, 1L, 10L, true, Instant.EPOCH))
                        .toList())
                .build();
    }

    private static int score(Terminal terminal, String... more) {
        List<String> line = new ArrayList<>(List.of("sandbox", "truth", "--score", "--seed", "3"));
        line.addAll(List.of("--today", TODAY.toString(), "--set", "kafka.bootstrap.servers=elsewhere:9092"));
        line.addAll(List.of(more));
        return terminal.run(line.toArray(String[]::new));
    }

    @Test
    void shouldScoreAlertsByTheTruth() {
        // Given
        Terminal terminal = Terminal.over(scored());

        // When
        int exit = score(terminal);

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        PlantedRegression planted = WORLD.truth().getFirst();
        assertThat(terminal.out().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(planted.startDate() + "  " + planted.kind())
                        .contains("  hit ", "  a1234567  ")
                        .endsWith(planted.startDate().plusDays(2) + "      2"))
                .anySatisfy(line -> assertThat(line).contains("fastboot.sys", "  false alarm ", "  a2 "));
        assertThat(terminal.out()).endsWith("""
                        Harvested from 2026-08-23 to 2026-11-20.
                        Regressions: 1 hit, 9 missed, 0 not harvested; 10 % found, median delay 2.0 days, 1 of 1 named right.
                        Traps: 8 quiet, 0 alerted, 1 not harvested.
                        Besides: 1 false alarm, 0 alerts withdrawn, 0 alerts of what another tells.
                        """);
    }

    @Test
    void shouldPrintAScoreAsOneDocument() throws Exception {
        // Given
        Terminal terminal = Terminal.over(scored());

        // When
        score(terminal, "-o", "json");

        // Then
        JsonNode score = new ObjectMapper().readTree(terminal.out());
        assertThat(fields(score))
                .containsExactlyInAnyOrder("firstDay", "lastDay", "regressions", "traps", "falseAlarms", "totals");
        JsonNode hit = score.get("regressions").get(0);
        assertThat(hit.get("verdict").asText()).isEqualTo("HIT");
        assertThat(hit.get("delayDays").asLong()).isEqualTo(2);
        assertThat(hit.get("alerts").get(0).get("alertId").asText()).isEqualTo("a1234567-89");
        assertThat(score.get("falseAlarms").get(0).get("driver").asText()).isEqualTo("fastboot.sys");
        assertThat(score.get("totals")).hasToString("""
                        {"hits":1,"misses":9,"notHarvested":0,"foundShare":0.1,"medianDelayDays":2.0,"namedRight":1,\
                        "trapsQuiet":8,"trapsAlerted":0,"trapsNotHarvested":1,"falseAlarms":1,"withdrawn":0,"repeated":0}""");
    }

    @Test
    void shouldSayThatNothingHasBeenHarvestedYet() {
        // Given
        Terminal terminal = Terminal.over(new FakeRecords().with(Topics.HARVEST_CHECKPOINTS, "oem", checkpoint()));

        // When
        int exit = score(terminal);

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("stopcode: Nothing has been harvested yet, so that there is nothing to"
                        + " score: run `stopcode harvest` and `stopcode stream` first.\n");
    }

    @Test
    void shouldSayWhichDirectoryHoldsNoWorldToScore(@TempDir Path dir) {
        // Given
        Terminal terminal = Terminal.onThisMachine();

        // When
        int exit = terminal.run("sandbox", "truth", "--score", "--data", dir.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines("stopcode: There is no simulated world in " + dir
                        + ": run `stopcode up --data " + dir + "` first.\n");
    }

    @Test
    void shouldScoreTheWorldThatADirectoryWasFilledFromAlone() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("sandbox", "truth", "--score", "--seed", "3");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines(
                        "stopcode: The world is that of data: leave out --seed, --size and --today.\n");
    }

    @Test
    void shouldPrintTheSameTotalsInBothFormats() {
        // Given
        Terminal csv = Terminal.empty();
        Terminal json = Terminal.empty();

        // When
        csv.run("sandbox", "totals", "--today", "2026-11-20");
        json.run("sandbox", "totals", "--today", "2026-11-20", "-o", "json");

        // Then
        assertThat(csv.out()).startsWith("source,driver,version,failureHash,date,events");
        assertThat(csv.out().lines().skip(1)).hasSameSizeAs(json.out().lines().toList());
        assertThat(json.out().lines().limit(1)).first().asString().startsWith("{\"source\":\"");
    }

    @Test
    void shouldPrintWhatVersionsRunOnTheComputersOfAWorld() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        terminal.run("sandbox", "installs", "--today", "2026-11-20");

        // Then
        assertThat(terminal.out()).startsWith("date,driver,version,installs");
        assertThat(terminal.out().lines().skip(1))
                .allSatisfy(line -> assertThat(line).matches("[-0-9]+,\\w+\\.sys,[0-9]+(\\.[0-9]+){3},[0-9]+"))
                .anySatisfy(line -> assertThat(line).startsWith("2026-11-20,"));
    }

    @Test
    void shouldNotMixAWorldOfDataWithParameters() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("sandbox", "truth", "--data", "somewhere", "--seed", "3");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualToNormalizingNewlines(
                        "stopcode: The world is that of somewhere: leave out --seed, --size and --today.\n");
    }

    @Test
    void shouldSayWhichFaultsThereAre() {
        // Given
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run("sandbox", "run", "--fault", "cabGone", "--fault", "earthquake");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .contains("'--fault'", "there is no 'earthquake', but there are throttle, serverError, ");
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> names = new TreeSet<>();
        for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
            names.add(fields.next());
        }
        return names;
    }
}
