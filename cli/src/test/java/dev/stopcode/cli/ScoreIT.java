package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.command.StopcodeCommand;
import dev.stopcode.cli.command.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code stopcode up} alerts of three worlds, by {@code stopcode sandbox truth --score}. Ten worlds of this date were
 * looked at: 100 of 100 regressions were hit, half of them or more on their first day in each world, 99 had the right kind;
 * besides one kind of traps, seven worlds had no wrong alert, two had one and one had two. The bounds allow for a little
 * more than these three worlds show, as a harmless day in a thousand may be raised by chance.
 */
class ScoreIT {

    /** Of ten. */
    private static final int FEWEST_HITS = 9;

    private static final int MOST_MISNAMED = 2;
    private static final int MOST_FALSE_ALARMS = 2;
    private static final double MOST_DAYS = 1;

    /** The sources name no devices. */
    private static final Set<String> UNSEEN_TRAPS = Set.of("ONE_DEVICE");

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3"})
    void shouldFindWhatWasPlantedAndLittleElse(String seed) throws Exception {
        // When
        JsonNode score = scoreOfRun(seed);

        // Then
        JsonNode totals = score.get("totals");
        int hits = totals.get("hits").asInt();
        assertThat(hits).as(score.toPrettyString()).isGreaterThanOrEqualTo(FEWEST_HITS);
        assertThat(hits - totals.get("namedRight").asInt())
                .as(score.toPrettyString())
                .isLessThanOrEqualTo(MOST_MISNAMED);
        assertThat(totals.get("medianDelayDays").asDouble()).isLessThanOrEqualTo(MOST_DAYS);
        assertThat(totals.get("falseAlarms").asInt() + alertsOnTraps(score))
                .as(score.toPrettyString())
                .isLessThanOrEqualTo(MOST_FALSE_ALARMS);
    }

    private static int alertsOnTraps(JsonNode score) {
        int alerts = 0;
        for (JsonNode trap : score.get("traps")) {
            boolean isUnseen = UNSEEN_TRAPS.contains(trap.get("kind").asText());
            alerts += isUnseen ? 0 : trap.get("alerts").size();
        }
        return alerts;
    }

    /** Scores while the run's broker is still up, for another one would take longer to start than all else. */
    private JsonNode scoreOfRun(String seed) throws Exception {
        String data = dir.resolve("data").toString();
        try (StopcodeProcess up = StopcodeProcess.start(
                dir,
                "up",
                "--data",
                data,
                "--broker-port=0",
                "--registry-port=0",
                "--today=2026-11-20",
                "--seed",
                seed)) {
            await().atMost(Duration.ofMinutes(4)).until(() -> up.out().contains("Idle until") || !up.isAlive());
            assertThat(up.isAlive()).as(up::err).isTrue();
            JsonNode score = score(data);
            up.terminate();
            assertThat(up.await(60)).as(up::err).isEqualTo(143);
            return score;
        }
    }

    private static JsonNode score(String data) throws Exception {
        StringWriter out = new StringWriter();
        int exit = StopcodeCommand.commandLine(Surroundings.ofProcess())
                .setOut(new PrintWriter(out))
                .execute("sandbox", "truth", "--score", "--data", data, "-o", "json");
        assertThat(exit).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
