package dev.stopcode.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final Summary SUMMARY = new Summary(1200, 1190, 7, 3, 2, Map.of("SPIKE", 4), 1, 0, 5, 5);

    @Test
    void shouldNameCommandsThatReadTheDirectoryOfTheRun() {
        assertThat(SUMMARY.toLines("there/cabs", Path.of("there")))
                .containsExactly(
                        "Harvested 1,200 rows: 1,190 new, 7 restated, 3 known already",
                        "Unusable: 2 dead letters (`stopcode topics read dead-letters --data there` lists them)",
                        "Alerts: 4 (4 SPIKE); 1 of them on history from before the first harvest"
                                + " (`stopcode alerts --all --data there` lists them)",
                        "Dumps: 5 of 5 requested are in there/cabs (`stopcode cabs --data there` lists them)");
    }

    @Test
    void shouldNotNameTheDirectoryThatIsTakenAnyway() {
        assertThat(SUMMARY.toLines("data/cabs", Path.of("data")))
                .last()
                .isEqualTo("Dumps: 5 of 5 requested are in data/cabs (`stopcode cabs` lists them)");
    }
}
