package dev.stopcode.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.sandbox.report.FileQuirk;
import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.Trap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/simulator.md complete. */
class SimulatorPageTest {

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** The rows of the table under a heading: the name in the first cell, and the other cells. */
    private static Map<String, List<String>> table(String heading) throws IOException {
        String page = Files.readString(Path.of("../docs/simulator.md"));
        String section = page.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
        Map<String, List<String>> rows = new LinkedHashMap<>();
        section.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            List<String> cells = Arrays.asList(line.split(" *\\| *", -1));
            rows.put(names(cells.get(1)).getFirst(), cells.subList(2, cells.size()));
        });
        return rows;
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void shouldNameEveryFaultWithItsSettings() throws IOException {
        Map<String, List<String>> documented = new LinkedHashMap<>();
        table("Faults").forEach((name, cells) -> documented.put(name, names(cells.getFirst())));

        Map<String, List<String>> known = new LinkedHashMap<>();
        FaultReader.kinds()
                .forEach((name, kind) ->
                        known.put(name, List.copyOf(FaultReader.settings(kind).keySet())));
        assertThat(documented).isEqualTo(known);
        assertThat(documented.keySet()).containsExactlyElementsOf(known.keySet());
    }

    private static String meaning(String fault) throws IOException {
        return Objects.requireNonNull(table("Faults").get(fault)).get(1);
    }

    @Test
    void shouldSayWhichFaultsStand() throws IOException {
        for (Map.Entry<String, Class<?>> kind : FaultReader.kinds().entrySet()) {
            assertThat(meaning(kind.getKey()).startsWith("*Stands.*"))
                    .as(kind.getKey())
                    .isEqualTo(Fault.Standing.class.isAssignableFrom(kind.getValue()));
        }
    }

    @Test
    void shouldNameEveryKindOfDriftAndEveryReasonOfARefusal() throws IOException {
        assertThat(names(meaning("pageDrift")))
                .isEqualTo(Arrays.stream(Fault.PageDrift.Kind.values())
                        .map(Enum::name)
                        .toList());
        assertThat(names(meaning("submissionRefused")))
                .isEqualTo(Arrays.stream(SubmissionError.values())
                        .map(SubmissionError::code)
                        .toList());
    }

    @Test
    void shouldNameEverythingThatIsPlanted() throws IOException {
        assertThat(table("What is planted").keySet())
                .containsExactlyElementsOf(Stream.<Enum<?>[]>of(PlantedRegression.Kind.values(), Trap.Kind.values())
                        .flatMap(Arrays::stream)
                        .map(Enum::name)
                        .toList());
    }

    @Test
    void shouldNameEveryQuirkOfFiles() throws IOException {
        assertThat(table("Quirks of report files").keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(FileQuirk.values()).map(Enum::name).toList());
    }
}
