package dev.stopcode.sandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T00:00:00Z,2026-11-21T06:00:00Z",
        "2026-11-21T06:00:00Z,2026-11-21T06:00:00Z",
        "2026-11-21T06:00:00.000000001Z,2026-11-21T18:00:00Z",
        "2026-11-22T18:00:00Z,2026-11-22T18:00:00Z",
        "2027-01-01T00:00:00Z,2027-01-01T06:00:00Z"
    })
    void shouldKnowTheNextOfItsTimes(Instant from, Instant next) {
        Plan plan = new Plan(Instant.parse("2026-11-21T06:00:00Z"), Duration.ofHours(12), 5);

        assertThat(plan.firstFrom(from)).isEqualTo(next);
    }
}
