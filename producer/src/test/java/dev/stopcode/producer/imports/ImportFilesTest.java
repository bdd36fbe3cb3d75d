package dev.stopcode.producer.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.producer.file.Line;
import dev.stopcode.producer.file.RowOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFilesTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    private static final ImportFiles.Watch NOBODY = (bytes, rows) -> {};
    private static final RowOrigin HITS = new RowOrigin("import", true, 1);
    private static final RowOrigin EVENTS = new RowOrigin("import.events", false, 2);

    @TempDir
    private Path dir;

    private Path save(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private static ImportFiles files(String deviceKey, Path... paths) {
        return new ImportFiles(List.of(paths), TODAY, deviceKey);
    }

    private static List<Line> read(ImportFiles files) throws IOException {
        List<Line> lines = new ArrayList<>();
        files.read(HITS, EVENTS, (file, line) -> lines.add(line), NOBODY);
        return lines;
    }

    @Test
    void shouldTellTheDaysOfEachKindAndWhereTheyWereFound() throws IOException {
        // Given
        Path counts = save("counts.csv", """
                FailureHash,FailureDate,EventCount
                h,2026-03-08,1
                h,2026-03-10,1
                h,never,1
                """);
        Path events = save("events.json", """
                [{"date": "2026-03-01 23:59:59", "failureHash": "h", "cabIdHash": "c"}]""");

        // When
        Survey survey = files("", counts, events).survey(NOBODY);

        // Then
        assertThat(survey.problems()).isEmpty();
        assertThat(survey.hits())
                .hasToString("2026-03-08 (" + counts + ", line 2) to 2026-03-10 (" + counts + ", line 3)");
        assertThat(survey.hits().all()).hasSize(3);
        assertThat(survey.events().all()).containsExactly(LocalDate.parse("2026-03-01"));
    }

    @Test
    void shouldTellTheProblemsOfAllFiles() throws IOException {
        // Given
        Path damaged = save("damaged.json", "{\"Value\": [{\"date\": \"2026-03-08\"}, ");
        Path missing = dir.resolve("missing");
        Path devices = save("devices.csv", "FailureHash,FailureDate,DeviceId\nh,2026-03-08,d\nh,2026-03-08,e\n");

        // When
        Survey survey = files("", damaged, missing, devices).survey(NOBODY);

        // Then
        assertThat(survey.problems()).extracting(Survey.Problem::file).containsExactly(damaged, missing, devices);
        assertThat(survey.problems().getLast().cause()).hasMessageContaining("line 2 names a device");
        assertThat(files("key", devices).survey(NOBODY).problems()).isEmpty();
    }

    @Test
    void shouldRejectDaysToComeForTheyWouldCloseAllOthers() throws IOException {
        // Given
        ImportFiles files =
                files("", save("counts.csv", "FailureHash,FailureDate,EventCount\nh,2026-03-11,1\nh,2026-03-12,1\n"));

        // When
        Survey survey = files.survey(NOBODY);

        // Then
        assertThat(survey.hits().last()).as("it is tomorrow somewhere").isEqualTo(TODAY.plusDays(1));
        assertThat(read(files))
                .last()
                .isInstanceOfSatisfying(
                        Line.Rejected.class,
                        bad -> assertThat(bad.cause()).isEqualTo("the day 2026-03-12 is yet to come"));
    }

    @Test
    void shouldTellHowFarItIs() throws IOException {
        // Given
        Path file = save("counts.csv", "FailureHash,FailureDate,EventCount\n" + "h,2026-03-08,1\n".repeat(2500));
        ImportFiles files = files("", file, file);
        List<Long> rows = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();

        // When
        files.survey((read, row) -> {
            bytes.add(read);
            rows.add(row);
        });

        // Then
        assertThat(rows).startsWith(1000L, 2000L).isSorted().endsWith(5000L);
        assertThat(bytes).isSorted().endsWith(files.size());
        assertThat(files.size()).isEqualTo(2 * Files.size(file));
    }

    @Test
    void shouldFailIfTheFilesAreOthersThanThoseSurveyed() throws IOException {
        // Given
        Path file = save("counts.csv", "FailureHash,FailureDate,EventCount\nh,2026-03-08,1\n");
        ImportFiles files = files("", file);
        files.survey(NOBODY);

        // When
        save("counts.csv", "FailureHash,FailureDate,EventCount\nh,2026-03-08,1\nh,2026-03-09,1\n");

        // Then
        assertThatThrownBy(() -> read(files)).hasMessageContaining("changed");
        Files.delete(file);
        assertThatThrownBy(() -> read(files)).hasMessageContaining(file + " has changed");
    }
}
