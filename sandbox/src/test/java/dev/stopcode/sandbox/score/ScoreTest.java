package dev.stopcode.sandbox.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.sandbox.score.Outcome.Verdict;
import dev.stopcode.sandbox.world.Planted;
import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.PlantedRegression.Kind;
import dev.stopcode.sandbox.world.Trap;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-09-01");
    private static final LocalDate START = LocalDate.parse("2026-10-01");
    private static final Score.Harvest HARVEST = new Score.Harvest(FIRST, LocalDate.parse("2026-11-20"));
    private static final Planted SHIFT = planted(Kind.SHIFT, null, START, START.plusDays(20));

    private static Planted planted(Kind kind, @Nullable String version, LocalDate from, LocalDate to) {
        return new PlantedRegression(kind, "oem", "a.sys", version, "hash", "name", from, to);
    }

    private static Trap trap(@Nullable String failureHash) {
        return new Trap(Trap.Kind.HOLIDAY, "oem", "a.sys", null, failureHash, failureHash, START, START.plusDays(6));
    }

    /** A state, as of the last of its days, of an alert on the planted failure. */
    private static RegressionAlert state(String id, AlertStatus status, int firstDay, int lastDay) {
        RegressionAlert alert = new RegressionAlert();
        alert.setAlertId(id);
        alert.setDriverName("a.sys");
        alert.setKind(AlertKind.SHIFT);
        alert.setStatus(status);
        alert.setFailureHash("hash");
        alert.setStartDate(START.plusDays(firstDay));
        alert.setEndDate(START.plusDays(lastDay));
        alert.setDataThrough(START.plusDays(lastDay));
        alert.setMembers(List.of());
        return alert;
    }

    private static RegressionAlert onDriver(String id, int firstDay, int lastDay, String... members) {
        RegressionAlert alert = state(id, AlertStatus.OPEN, firstDay, lastDay);
        alert.setFailureHash(null);
        alert.setMembers(List.of(members));
        return alert;
    }

    private static Score score(Planted planted, RegressionAlert... states) {
        return Score.of(List.of(planted), HARVEST, List.of(states));
    }

    private static Verdict verdict(Planted planted, RegressionAlert... states) {
        return score(planted, states).outcomes().getFirst().verdict();
    }

    @Test
    void shouldCountTheDaysUntilTheFirstStateThatTellsOfIt() {
        // When
        Score score = score(
                SHIFT,
                state("a1", AlertStatus.OPEN, 1, 2),
                state("a1", AlertStatus.UPDATED, 0, 9),
                state("a1", AlertStatus.RESOLVED, 0, 20));

        // Then
        Outcome hit = score.outcomes().getFirst();
        assertThat(hit.verdict()).isEqualTo(Verdict.HIT);
        assertThat(hit.alerts()).extracting(RegressionAlert::getStatus).containsExactly(AlertStatus.RESOLVED);
        assertThat(hit.alertedDate()).isEqualTo(START.plusDays(2));
        assertThat(hit.delayDays()).hasValue(2);
        assertThat(score.foundShare()).hasValue(1);
        assertThat(score.falseAlarms()).isEmpty();
    }

    @Test
    void shouldNotTakeWhatWasRaisedBeforeForItsFirstDay() {
        // When
        Score score = score(SHIFT, state("a1", AlertStatus.OPEN, -4, -3), state("a1", AlertStatus.UPDATED, -4, 1));

        // Then
        assertThat(score.outcomes().getFirst().delayDays()).hasValue(1);
    }

    @Test
    void shouldMissWhatOnlyAlertsOnOtherDriversFailuresOrDaysAreNear() {
        // Given
        RegressionAlert otherDriver = state("a1", AlertStatus.OPEN, 0, 5);
        otherDriver.setDriverName("b.sys");
        RegressionAlert otherFailure = state("a2", AlertStatus.OPEN, 0, 5);
        otherFailure.setFailureHash("other");
        RegressionAlert otherDays = state("a3", AlertStatus.OPEN, -9, -1);
        RegressionAlert others = onDriver("a4", 0, 5, "other", "another");

        // When
        Score score = score(SHIFT, otherDriver, otherFailure, otherDays, others);

        // Then
        assertThat(score.outcomes()).extracting(Outcome::verdict).containsExactly(Verdict.MISS);
        assertThat(score.falseAlarms()).containsExactly(otherDriver, otherFailure, otherDays, others);
        assertThat(score.foundShare()).hasValue(0);
        assertThat(score.medianDelayDays()).isEmpty();
    }

    @Test
    void shouldFindAFailureInAnAlertOnTheDriverOrOnManyFailures() {
        assertThat(verdict(SHIFT, onDriver("a1", 0, 5))).isEqualTo(Verdict.HIT);
        assertThat(verdict(SHIFT, onDriver("a1", 0, 5, "other", "hash"))).isEqualTo(Verdict.HIT);
    }

    @Test
    void shouldKeepTheDayOfAnAlertThatWasMergedIntoAnother() {
        // Given
        RegressionAlert merged = state("a1", AlertStatus.RESOLVED, 1, 3);
        merged.setMergedInto("a2");

        // When
        Score score =
                score(SHIFT, state("a1", AlertStatus.OPEN, 1, 1), merged, onDriver("a2", 1, 3, "hash", "b", "c", "d"));

        // Then
        Outcome hit = score.outcomes().getFirst();
        assertThat(hit.delayDays()).hasValue(1);
        assertThat(hit.alerts()).extracting(RegressionAlert::getAlertId).containsExactly("a2");
        assertThat(score.repeated()).isZero();
    }

    @Test
    void shouldCountWithdrawnAlertsApart() {
        // When
        Score score = score(SHIFT, state("a1", AlertStatus.OPEN, 0, 1), state("a1", AlertStatus.WITHDRAWN, 0, 1));

        // Then
        assertThat(score.count(Verdict.MISS)).isOne();
        assertThat(score.withdrawn()).isOne();
        assertThat(score.falseAlarms()).isEmpty();
    }

    @Test
    void shouldCountWhatIsToldTwice() {
        // When
        Score score = score(SHIFT, state("a2", AlertStatus.OPEN, 8, 9), state("a1", AlertStatus.RESOLVED, 0, 3));

        // Then
        assertThat(score.repeated()).isOne();
        assertThat(score.outcomes().getFirst().alerts())
                .extracting(RegressionAlert::getAlertId)
                .containsExactly("a1", "a2");
    }

    @Test
    void shouldNeitherHitNorMissWhatNobodyCouldKnow() {
        // Given
        Planted later = planted(
                Kind.SHIFT, null, HARVEST.last().plusDays(1), HARVEST.last().plusDays(30));
        Planted before = planted(Kind.SHIFT, null, FIRST.minusDays(9), FIRST.minusDays(1));
        Planted begunBefore = planted(Kind.SHIFT, null, FIRST.minusDays(9), FIRST.plusDays(9));

        // When
        Score score = Score.of(List.of(later, before, begunBefore), HARVEST, List.of());

        // Then
        assertThat(score.outcomes()).extracting(Outcome::verdict).containsOnly(Verdict.NOT_HARVESTED);
        assertThat(score.foundShare()).isEmpty();
    }

    @Test
    void shouldTellQuietTrapsFromAlertedOnes() {
        assertThat(verdict(trap(null))).isEqualTo(Verdict.QUIET);
        assertThat(verdict(trap(null), state("a1", AlertStatus.OPEN, 6, 9))).isEqualTo(Verdict.ALERTED);
        assertThat(verdict(trap("other"), state("a1", AlertStatus.OPEN, 0, 3))).isEqualTo(Verdict.QUIET);
        assertThat(score(trap(null), state("a1", AlertStatus.OPEN, 0, 3)).falseAlarms())
                .isEmpty();
    }

    @Test
    void shouldTakeTheMedianOfDelaysAndCountRightKinds() {
        // Given
        Planted ofVersion = new PlantedRegression(
                Kind.NEW_FAILURE, "oem", "b.sys", "1.0.0.0", "hash", "name", START, START.plusDays(9));
        Planted spike =
                new PlantedRegression(Kind.SPIKE, "oem", "c.sys", null, "hash", "name", START, START.plusDays(9));
        RegressionAlert bad = state("b1", AlertStatus.OPEN, 0, 1);
        bad.setDriverName("b.sys");
        bad.setKind(AlertKind.VERSION_REGRESSION);
        RegressionAlert shift = state("c1", AlertStatus.OPEN, 0, 4);
        shift.setDriverName("c.sys");

        // When
        Score two = Score.of(List.of(ofVersion, spike), HARVEST, List.of(bad, shift));
        Score three = Score.of(
                List.of(SHIFT, ofVersion, spike), HARVEST, List.of(state("a1", AlertStatus.OPEN, 0, 0), bad, shift));

        // Then
        assertThat(two.medianDelayDays()).hasValue(2.5);
        assertThat(two.namedRight()).isOne();
        assertThat(three.medianDelayDays()).hasValue(1);
        assertThat(three.namedRight()).isEqualTo(2);
    }
}
