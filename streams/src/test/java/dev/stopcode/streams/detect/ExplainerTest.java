package dev.stopcode.streams.detect;

import static dev.stopcode.streams.Rows.CONTOSO;
import static dev.stopcode.streams.Rows.TODAY;
import static dev.stopcode.streams.Rows.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopcode.detection.series.JudgedWindow;
import dev.stopcode.schemas.Contributor;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseVerdict;
import dev.stopcode.schemas.Topics;
import dev.stopcode.streams.detect.Explanation.Outcome;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplainerTest extends Harvested {

    private final Map<String, StoredDriver> stored = new HashMap<>();

    private Optional<Explainer> explainer(String driverName) {
        StoredDriver driver =
                stored.computeIfAbsent(driverName, name -> new StoredDriver(name, topology.config.detection()));
        for (String store : StoredDriver.stores()) {
            topology.changelog(store).forEach(change -> driver.take(store, change.key, change.value));
        }
        return driver.explainer();
    }

    private Explanation explain(LocalDate day, @Nullable String failureHash) {
        return explainer("contoso.sys").orElseThrow().explain(day, failureHash);
    }

    @Test
    void shouldComeToTheScoreThatTheAlertHas() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);

        // When
        Explanation explanation = explain(TODAY, hash(OTHER));

        // Then
        RegressionAlert alert = topology.values(Topics.REGRESSION_ALERTS).getLast();
        assertThat(explanation.outcome()).isEqualTo(Outcome.RAISED);
        assertThat(explanation.alerts()).containsExactly(alert);
        assertThat(explanation.failureName()).isEqualTo("AV_contoso!f" + OTHER);
        assertThat(explanation.observed()).isEqualTo(60);
        assertThat(explanation.score()).isEqualTo(alert.getScore());
        assertThat(explanation.threshold()).isEqualTo(alert.getThreshold());
        assertThat(explanation.contributors()).isEqualTo(alert.getContributors());
        assertThat(explanation.series()).isEqualTo(alert.getSeries());
        assertThat(explanation.windows().stream().max(Comparator.comparingDouble(JudgedWindow::surprise)))
                .get()
                .extracting(JudgedWindow::days, JudgedWindow::observed, JudgedWindow::expected, JudgedWindow::variance)
                .containsExactly(
                        alert.getWindowDays(),
                        alert.getWindowObserved(),
                        alert.getWindowExpected(),
                        alert.getWindowVariance());
    }

    @Test
    void shouldSayHowFarADayWasFromBeingRaised() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 5);

        // When
        Explanation explanation = explain(TODAY, hash(OTHER));

        // Then
        assertThat(explanation.outcome()).isEqualTo(Outcome.BELOW);
        assertThat(explanation.score()).isLessThan(explanation.threshold());
        assertThat(explanation.upperBound()).isBetween(8.0, 20.0);
        assertThat(explanation.windows()).extracting(JudgedWindow::days).containsExactly(1, 2, 3, 5, 7, 10, 14);
        assertThat(explanation.contributors())
                .extracting(Contributor::getDimension, Contributor::getValue, Contributor::getObserved)
                .contains(tuple("market", "US", 5L));
        assertThat(explain(TODAY, null).observed()).isEqualTo(11);
    }

    @Test
    void shouldSayWhatIsMissing() {
        // Given
        harvestQuietDays(40, TODAY.minusDays(2));
        harvest(TODAY.minusDays(1), 0);

        // When / Then
        assertThat(explain(TODAY.minusDays(1), hash(OTHER)).outcome()).isEqualTo(Outcome.NO_FAILURES);
        assertThat(explain(TODAY.minusDays(30), hash(OTHER)).outcome()).isEqualTo(Outcome.TOO_YOUNG);
        assertThat(explain(TODAY, null).outcome()).isEqualTo(Outcome.NOT_HARVESTED);
        assertThat(explain(TODAY, null).lastDay()).isEqualTo(TODAY.minusDays(1));
        assertThat(explain(TODAY.minusDays(300), null).outcome()).isEqualTo(Outcome.NOT_HARVESTED);
        assertThat(explainer("nobody.sys")).isEmpty();
    }

    @Test
    void shouldPointToTheAlertThatTellsOfTheDayInstead() {
        // Given
        harvestQuietDays(60, TODAY.minusDays(1));
        harvest(TODAY, 60);

        // When / Then
        assertThat(explain(TODAY, null).outcome()).isEqualTo(Outcome.EXPLAINED);

        // Given
        harvest++;
        for (int failure = 100; failure < 110; failure++) {
            pipe(CONTOSO.row(TODAY.plusDays(1), harvest, failure, "1.2.0.0", "US", 12));
        }
        pipe(CONTOSO.complete(TODAY.plusDays(1), harvest));

        // When
        Explanation ofOne = explain(TODAY.plusDays(1), hash(105));

        // Then
        assertThat(ofOne.outcome()).isEqualTo(Outcome.PART_OF_MANY);
        assertThat(ofOne.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.getMembers()).contains(hash(105)));
    }

    @Test
    void shouldSayThatOneDeviceCrashesAgainAndAgain() {
        // Given
        for (int ago = 60; ago >= 1; ago--) {
            reportEvents(TODAY.minusDays(ago), 4, 4);
        }
        reportEvents(TODAY, 64, 5);

        // When
        Explanation explanation = explain(TODAY, hash(OTHER));

        // Then
        assertThat(explanation.outcome()).isEqualTo(Outcome.ONE_DEVICE);
        assertThat(explanation.score()).isGreaterThan(explanation.threshold());
    }

    @Test
    void shouldExplainAReleaseByWhatWasKnownOnADay() {
        // Given
        for (int ago = 80; ago > 20; ago--) {
            harvestRelease(TODAY.minusDays(ago), 10, 0, 0);
        }
        for (int ago = 20; ago >= 0; ago--) {
            harvestRelease(TODAY.minusDays(ago), 5, 5, 12);
        }
        Explainer explainer = explainer("contoso.sys").orElseThrow();

        // When
        ReleaseExplanation latest = explainer.explainRelease(TODAY, "2.1.0.10");
        ReleaseExplanation firstDay = explainer.explainRelease(TODAY.minusDays(20), "2.1.0.10");

        // Then
        assertThat(explainer.versions()).containsExactly("2.1.0.9", "2.1.0.10");
        assertThat(latest.outcome()).isEqualTo(ReleaseExplanation.Outcome.JUDGED);
        assertThat(latest.judged())
                .isEqualTo(DriverVersion.newBuilder(topology.row(Topics.DRIVER_VERSIONS, "contoso.sys|2.1.0.10"))
                        .setUpdatedAt(Objects.requireNonNull(latest.judged()).getUpdatedAt())
                        .build());
        assertThat(latest.closest())
                .containsExactlyElementsOf(latest.judged().getEvidence().getWorse());
        assertThat(latest.alerts()).isNotEmpty();
        assertThat(Objects.requireNonNull(firstDay.judged()).getVerdict()).isEqualTo(ReleaseVerdict.TOO_EARLY);
        assertThat(explainer.explainRelease(TODAY.minusDays(21), "2.1.0.10").outcome())
                .isEqualTo(ReleaseExplanation.Outcome.NOT_SEEN_YET);
        assertThat(explainer.explainRelease(TODAY, "2.1.0.9"))
                .extracting(ReleaseExplanation::outcome, ReleaseExplanation::firstDay)
                .containsExactly(ReleaseExplanation.Outcome.NO_PREDECESSOR, TODAY.minusDays(80));
    }
}
