package dev.stopcode.streams.detect;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;
import static dev.stopcode.streams.Rows.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sources that count for one driver and do not keep step. */
class TwoSourcesTest extends Harvested {

    private static final Rows SECOND = new Rows("second", "contoso.sys");
    private static final Rows FILE = new Rows("file", "contoso.sys");

    private Instant now = Instant.EPOCH;

    private void pipeNow(FailureHit hit) {
        hits.pipeInput(Rows.key(hit), hit, now);
    }

    private void complete(Rows source, LocalDate day, LocalDate asOf) {
        FailureHit mark = source.complete(day, harvest);
        mark.setAsOf(asOf);
        pipeNow(mark);
    }

    /** Harvests a day of the first source; a failure rises two days ago. */
    private void harvestFirst(int ago) {
        LocalDate day = TODAY.minusDays(ago);
        now = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        harvest++;
        pipeNow(CONTOSO.row(day, harvest, STEADY, "1.0.0.0", "US", 6));
        pipeNow(CONTOSO.row(day, harvest, OTHER, "1.0.0.0", "US", ago <= 2 ? 60 : 3));
        complete(CONTOSO, day, day);
    }

    private void harvestSecond(int ago, LocalDate asOf) {
        LocalDate day = TODAY.minusDays(ago);
        pipeNow(SECOND.row(day, harvest, 3, "1.0.0.0", "US", 5));
        complete(SECOND, day, asOf);
    }

    private List<RegressionAlert> news() {
        return topology.values(Topics.REGRESSION_ALERTS);
    }

    @Test
    void shouldStandByAnAlertWhileASourceCatchesUpThatWasGone() {
        // Given
        for (int ago = 70; ago >= 0; ago--) {
            harvestFirst(ago);
            if (ago > 5) {
                harvestSecond(ago, TODAY.minusDays(ago));
            }
        }
        assertThat(news()).extracting(RegressionAlert::getStatus).startsWith(AlertStatus.OPEN);

        // When
        now = now.plus(Duration.ofHours(6));
        harvest++;
        for (int ago = 9; ago >= 0; ago--) {
            harvestSecond(ago, TODAY);
        }

        // Then
        assertThat(news())
                .allSatisfy(state -> assertThat(state.getStatus()).isEqualTo(AlertStatus.UPDATED))
                .last()
                .satisfies(alert -> assertThat(alert.getSources()).containsExactly("contoso", "second"));
    }

    @Test
    void shouldStandByAnAlertWhileANewSourceIsReadBack() {
        // Given
        for (int ago = 70; ago >= 0; ago--) {
            harvestFirst(ago);
        }
        assertThat(news()).isNotEmpty();

        // When
        harvest++;
        for (int ago = 70; ago >= 0; ago--) {
            harvestSecond(ago, TODAY);
        }

        // Then
        assertThat(news())
                .isNotEmpty()
                .allSatisfy(state -> assertThat(state.getStatus()).isEqualTo(AlertStatus.UPDATED));
    }

    @Test
    void shouldJudgeOnWhileOldDaysAreImported() {
        // Given
        for (int ago = 70; ago >= 1; ago--) {
            harvestFirst(ago);
        }
        assertThat(news()).isNotEmpty();

        // When
        harvest++;
        for (int ago = 40; ago >= 35; ago--) {
            pipeNow(FILE.row(TODAY.minusDays(ago), harvest, 7, "1.0.0.0", "US", 10));
        }
        for (int ago = 40; ago >= 35; ago--) {
            complete(FILE, TODAY.minusDays(ago), TODAY);
        }
        harvestFirst(0);

        // Then
        RegressionAlert alert = news().stream()
                .filter(state -> hash(OTHER).equals(state.getFailureHash()))
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(alert.getStatus()).isEqualTo(AlertStatus.UPDATED);
        assertThat(alert.getDataThrough()).isEqualTo(TODAY);
        assertThat(alert.getOverdueSources()).isEmpty();
    }

    @Test
    void shouldTellOfOldImportedDaysAndOfNoneThatAreForgotten() {
        // Given
        harvestQuietDays(170, TODAY);

        // When
        for (int run = 1; run <= 2; run++) {
            harvest++;
            for (int ago = 200; ago >= 100; ago--) {
                pipe(FILE.row(TODAY.minusDays(ago), harvest, 7, "1.0.0.0", "US", 100));
            }
            for (int ago = 200; ago >= 100; ago--) {
                pipe(FILE.mark(TODAY.minusDays(ago), harvest, HarvestMark.DAY_PARTIAL));
            }
        }

        // Then
        Map<String, DriverDay> days = topology.table(Topics.DRIVER_DAYS);
        for (int ago = 160; ago >= 100; ago--) {
            assertThat(days)
                    .extractingByKey("contoso.sys||" + TODAY.minusDays(ago))
                    .extracting(DriverDay::getEvents)
                    .isEqualTo(109L);
        }
        assertThat(days).doesNotContainKey("contoso.sys||" + TODAY.minusDays(180));
    }
}
