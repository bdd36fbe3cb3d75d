package dev.stopcode.streams.detect;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;
import static dev.stopcode.streams.Rows.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stopcode.schemas.ActionKind;
import dev.stopcode.schemas.AlertAction;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Severity;
import dev.stopcode.schemas.Topics;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AlertLifeTest extends Harvested {

    @Test
    void shouldOpenUpdateAndResolveOneAlertForASpike() {
        // Given
        LocalDate spike = TODAY.minusDays(10);
        harvestQuietDays(60, spike.minusDays(1));
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();

        // When
        harvest(spike, 60);
        for (LocalDate day = spike.plusDays(1); !day.isAfter(TODAY); day = day.plusDays(1)) {
            harvest(day, 3);
        }

        // Then
        List<RegressionAlert> states = topology.values(Topics.REGRESSION_ALERTS);
        assertThat(states)
                .extracting(RegressionAlert::getStatus)
                .startsWith(AlertStatus.OPEN)
                .endsWith(AlertStatus.RESOLVED);
        assertThat(states)
                .extracting(RegressionAlert::getAlertId)
                .containsOnly(states.getFirst().getAlertId());
        RegressionAlert alert = states.getLast();
        assertThat(alert.getKind()).isEqualTo(AlertKind.SPIKE);
        assertThat(alert.getFailureHash()).isEqualTo(hash(OTHER));
        assertThat(alert.getFailureName()).isEqualTo("AV_contoso!f" + OTHER);
        assertThat(alert.getDriverVersion()).isEqualTo("1.1.0.0");
        assertThat(alert.getStartDate()).isEqualTo(spike);
        assertThat(alert.getEndDate()).isEqualTo(spike);
        assertThat(alert.getObserved()).isEqualTo(60);
        assertThat(alert.getExpected()).isCloseTo(3.0, within(.1));
        assertThat(alert.getBackfill()).isTrue();
        assertThat(alert.getSeries())
                .filteredOn(point -> point.getDate().equals(spike))
                .singleElement()
                .satisfies(point -> assertThat(point.getCount()).isEqualTo(60L));
        assertThat(topology.row(Topics.ALERTS, alert.getAlertId()).getStatus()).isEqualTo(AlertStatus.RESOLVED);
    }

    @Test
    void shouldWithdrawAnAlertWhoseCauseIsRestatedAway() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).singleElement().satisfies(alert -> {
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.OPEN);
            assertThat(alert.getBackfill()).isFalse();
        });

        // When
        harvest(TODAY, 4);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .extracting(RegressionAlert::getStatus)
                .containsExactly(AlertStatus.WITHDRAWN);
    }

    @Test
    void shouldOpenAnAlertThatTurnsOutToGoOnAndNeverTakeItForHistoryAgain() {
        // Given: an incident that is history as far as the first of its days tell
        harvestQuietDays(60, TODAY.minusDays(10));
        for (int ago = 9; ago >= 0; ago--) {
            harvest(TODAY.minusDays(ago), 60);
        }
        List<RegressionAlert> firstHarvest = topology.values(Topics.REGRESSION_ALERTS);
        assertThat(firstHarvest.getFirst().getBackfill()).isTrue();

        // When: it is over, and long ago by then
        for (int day = 1; day <= 4; day++) {
            harvest++;
            pipe(CONTOSO.row(TODAY.plusDays(day), harvest, OTHER, "1.1.0.0", "US", 3));
            FailureHit mark = CONTOSO.complete(TODAY.plusDays(day), harvest);
            mark.setAsOf(TODAY.plusDays(10));
            pipe(mark);
        }

        // Then
        assertThat(firstHarvest.stream()
                        .filter(alert -> !alert.getBackfill())
                        .map(RegressionAlert::getStatus)
                        .toList())
                .startsWith(AlertStatus.OPEN)
                .filteredOn(status -> status == AlertStatus.OPEN)
                .hasSize(1);
        RegressionAlert last = topology.values(Topics.REGRESSION_ALERTS).getLast();
        assertThat(last.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(last.getBackfill()).isFalse();
    }

    @Test
    void shouldRaiseNothingTwiceWhenEverythingIsHarvestedAgain() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(5));
        for (int ago = 4; ago >= 0; ago--) {
            harvest(TODAY.minusDays(ago), 60);
        }
        assertThat(topology.table(Topics.ALERTS).values()).singleElement().satisfies(alert -> {
            assertThat(alert.getKind()).isEqualTo(AlertKind.SHIFT);
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.UPDATED);
        });
        topology.values(Topics.REGRESSION_ALERTS);
        topology.values(Topics.DRIVER_DAYS);

        // When
        harvestQuietDays(60, TODAY.minusDays(5));
        for (int ago = 4; ago >= 0; ago--) {
            harvest(TODAY.minusDays(ago), 60);
        }

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
        assertThat(topology.values(Topics.DRIVER_DAYS)).isEmpty();
    }

    @Test
    void shouldMergeWhatTurnsOutToBePartOfMany() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(2));
        harvest++;
        pipe(CONTOSO.row(TODAY.minusDays(1), harvest, 100, "1.2.0.0", "US", 12));
        pipe(CONTOSO.complete(TODAY.minusDays(1), harvest));
        String first = topology.values(Topics.REGRESSION_ALERTS).getFirst().getAlertId();

        // When
        harvest++;
        for (int failure = 100; failure < 110; failure++) {
            pipe(CONTOSO.row(TODAY, harvest, failure, "1.2.0.0", "US", 12));
        }
        pipe(CONTOSO.complete(TODAY, harvest));

        // Then
        Map<String, RegressionAlert> alerts = topology.table(Topics.ALERTS);
        RegressionAlert merged = Objects.requireNonNull(alerts.remove(first));
        assertThat(merged.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(alerts).containsOnlyKeys(merged.getMergedInto());
        assertThat(alerts.values())
                .singleElement()
                .satisfies(all -> assertThat(all.getMembers()).contains(hash(100), hash(109)));
    }

    @Test
    void shouldKeepQuietAboutAMutedAlertUntilItOutgrowsThat() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);
        RegressionAlert alert = topology.values(Topics.REGRESSION_ALERTS).getFirst();

        // When
        act(alert, ActionKind.MUTE);
        harvest(TODAY.plusDays(1), 65);
        List<RegressionAlert> muted = topology.values(Topics.REGRESSION_ALERTS);
        harvest(TODAY.plusDays(2), 300);

        // Then
        assertThat(muted).hasSize(2).extracting(RegressionAlert::getStatus).containsOnly(AlertStatus.MUTED);
        assertThat(muted.getLast().getObserved()).isEqualTo(125);
        assertThat(muted.getLast().getMutedUpTo()).isCloseTo(1.5 * 57, within(1.0));
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .singleElement()
                .satisfies(back -> assertThat(back.getStatus()).isEqualTo(AlertStatus.OPEN));
    }

    @Test
    void shouldLeaveAnAlertToWhoAcknowledgedIt() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);
        RegressionAlert alert = topology.values(Topics.REGRESSION_ALERTS).getFirst();

        // When
        act(alert, ActionKind.ACKNOWLEDGE);
        harvest(TODAY.plusDays(1), 40);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).hasSize(2).allSatisfy(state -> {
            assertThat(state.getStatus()).isEqualTo(AlertStatus.ACKNOWLEDGED);
            assertThat(state.getAction())
                    .extracting(AlertAction::getBy, AlertAction::getNote)
                    .containsExactly("ann", "known");
        });
    }

    @Test
    void shouldNeitherReopenNorLoseWhatComesLateForAnAlertThatIsOver() {
        // Given
        LocalDate spike = TODAY.minusDays(6);
        harvestQuietDays(60, spike.minusDays(1));
        harvest(spike, 60);
        for (LocalDate day = spike.plusDays(1); !day.isAfter(TODAY); day = day.plusDays(1)) {
            harvest(day, 3);
        }
        RegressionAlert over = topology.values(Topics.REGRESSION_ALERTS).getLast();
        assertThat(over.getStatus()).isEqualTo(AlertStatus.RESOLVED);

        // When
        harvest(spike, 75);
        harvest(spike.plusDays(1), 50);
        harvest(TODAY, 3);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isNotEmpty().allSatisfy(state -> {
            assertThat(state.getAlertId()).isEqualTo(over.getAlertId());
            assertThat(state.getStatus()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(state.getObserved()).isEqualTo(125);
        });
    }

    @Test
    void shouldRaiseAfterAResolveOnlyWhatComesLater() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);
        RegressionAlert alert = topology.values(Topics.REGRESSION_ALERTS).getFirst();
        act(alert, ActionKind.RESOLVE);
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .extracting(RegressionAlert::getStatus)
                .containsExactly(AlertStatus.RESOLVED);

        // When
        harvest(TODAY, 62);
        assertThat(topology.values(Topics.REGRESSION_ALERTS))
                .extracting(RegressionAlert::getStatus)
                .containsOnly(AlertStatus.RESOLVED);
        harvest(TODAY.plusDays(1), 60);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).singleElement().satisfies(next -> {
            assertThat(next.getStatus()).isEqualTo(AlertStatus.OPEN);
            assertThat(next.getAlertId()).isNotEqualTo(alert.getAlertId());
            assertThat(next.getStartDate()).isEqualTo(TODAY.plusDays(1));
        });
    }

    @Test
    void shouldRaiseAPastDayThatIsLiftedLater() {
        // Given
        harvestQuietDays(60, TODAY);
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();

        // When
        harvest(TODAY.minusDays(2), 60);
        harvest(TODAY, 3);

        // Then
        assertThat(topology.values(Topics.REGRESSION_ALERTS)).first().satisfies(alert -> {
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.OPEN);
            assertThat(alert.getStartDate()).isEqualTo(TODAY.minusDays(2));
            assertThat(alert.getBackfill()).isFalse();
        });
    }

    @Test
    void shouldIgnoreWhatIsSaidOfAlertsThatItDoesNotKnow() {
        RegressionAlert unknown = new RegressionAlert();
        unknown.setAlertId("unknown");
        unknown.setDriverName("nobody.sys");

        act(unknown, ActionKind.MUTE);

        assertThat(topology.values(Topics.REGRESSION_ALERTS)).isEmpty();
        assertThat(topology.deadLetters()).isEmpty();
    }

    @Test
    void shouldStayAcknowledgedWhenItIsAsSevereAsItWasThen() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(3));
        harvest(TODAY.minusDays(2), 60);
        harvest(TODAY.minusDays(1), 60);
        RegressionAlert alert = topology.values(Topics.REGRESSION_ALERTS).getLast();
        act(alert, ActionKind.ACKNOWLEDGE);

        // When
        harvest(TODAY.minusDays(1), 40);
        harvest(TODAY.minusDays(1), 60);

        // Then
        List<RegressionAlert> states = topology.values(Topics.REGRESSION_ALERTS);
        assertThat(states).extracting(RegressionAlert::getSeverity).contains(Severity.MEDIUM, Severity.HIGH);
        assertThat(states).extracting(RegressionAlert::getStatus).containsOnly(AlertStatus.ACKNOWLEDGED);
    }

    @Test
    void shouldTellOfAFailureAloneThatGoesOnWhenOthersEnd() {
        // When
        harvestTogether(10, 0);

        // Then
        Map<String, RegressionAlert> alerts = topology.table(Topics.ALERTS);
        assertThat(alerts.values())
                .filteredOn(alert -> alert.getStatus() != AlertStatus.WITHDRAWN && alert.getMergedInto() == null)
                .satisfiesExactlyInAnyOrder(
                        many -> {
                            assertThat(many.getStatus()).isEqualTo(AlertStatus.RESOLVED);
                            assertThat(many.getFailureHash()).isNull();
                            assertThat(many.getMembers()).hasSize(4).doesNotContain(hash(100));
                        },
                        alone -> {
                            assertThat(alone.getStatus()).isIn(AlertStatus.OPEN, AlertStatus.UPDATED);
                            assertThat(alone.getFailureHash()).isEqualTo(hash(100));
                            assertThat(alone.getStartDate()).isEqualTo(TODAY.minusDays(10));
                        });
    }

    @Test
    void shouldResolveAllFailuresThatWereToldTogether() {
        // Given
        harvestTogether(10, 7);

        // When
        act(topology.values(Topics.REGRESSION_ALERTS).getLast(), ActionKind.RESOLVE);
        harvestTogether(6, 4);

        // Then
        assertThat(topology.table(Topics.ALERTS).values())
                .satisfiesExactlyInAnyOrder(
                        many -> {
                            assertThat(many.getStatus()).isEqualTo(AlertStatus.RESOLVED);
                            assertThat(many.getMembers()).hasSize(5);
                        },
                        goesOn -> {
                            assertThat(goesOn.getFailureHash()).isEqualTo(hash(100));
                            assertThat(goesOn.getStartDate()).isEqualTo(TODAY.minusDays(6));
                        });
    }

    /** Harvests days: five failures are new ten days ago, of which four stop four days later. */
    private void harvestTogether(int fromAgo, int toAgo) {
        for (int ago = fromAgo == 10 ? 60 : fromAgo; ago >= toAgo; ago--) {
            LocalDate day = TODAY.minusDays(ago);
            harvest++;
            pipe(CONTOSO.row(day, harvest, STEADY, "1.0.0.0", "US", 20));
            for (int failure = 100; ago <= 10 && failure < 105; failure++) {
                if (failure == 100 || ago > 6) {
                    pipe(CONTOSO.row(day, harvest, failure, "1.0.0.0", "US", 12));
                }
            }
            FailureHit mark = CONTOSO.complete(day, harvest);
            mark.setAsOf(day);
            pipe(mark);
        }
    }
}
