package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.error.ExitCode;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SandboxCommandsTest {

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
                        "stopcode: --data names a world already: leave out --seed, --size and --today.\n");
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
