package dev.stopcode.detection.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentTrackerTest {

    private static final int DAYS = 140;
    private static final int FROM = 80;
    private static final double THRESHOLD = 3.9;

    private final SeriesDetector detector = new SeriesDetector();
    private final IncidentTracker tracker = new IncidentTracker();
    private final long[] counts = new long[DAYS];
    private final double[] completeness = new double[DAYS];
    private final BitSet closed = new BitSet();
    private int settled = DAYS - 1;

    IncidentTrackerTest() {
        Arrays.fill(completeness, 1);
    }

    private List<Incident> track() {
        double[] scores = new double[DAYS];
        for (int day = FROM - SeriesDetector.MEMORY_DAYS; day < DAYS; day++) {
            scores[day] = detector.judge(counts, completeness, day);
        }
        return tracker.track(
                new IncidentTracker.Scored(counts, completeness, scores, settled), FROM, THRESHOLD, closed);
    }

    private void steady(long count) {
        Random noise = new Random(1);
        Arrays.setAll(counts, day -> count + noise.nextInt(5) - 2);
    }

    @Test
    void shouldFollowASpikeUntilThreeCalmDaysHavePassed() {
        // Given
        steady(20);
        counts[100] = 70;

        // When
        List<Incident> incidents = track();

        // Then
        assertThat(incidents).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(Rise.SPIKE);
            assertThat(incident.start()).isEqualTo(100);
            assertThat(incident.end()).isEqualTo(100);
            assertThat(incident.resolved()).isEqualTo(103);
            assertThat(incident.observed(counts)).isEqualTo(70);
            assertThat(incident.expected(counts, completeness)).isCloseTo(20, within(1.0));
            assertThat(incident.evidence().score()).isGreaterThan(THRESHOLD);
            assertThat(incident.expectation().upperBound(100, 1, THRESHOLD)).isBetween(25.0, 50.0);
        });
    }

    @Test
    void shouldTakeAShiftForTheUsualLevelAfterFourWeeks() {
        // Given
        steady(20);
        Arrays.fill(counts, 95, DAYS, 45);

        // When
        List<Incident> incidents = track();

        // Then
        assertThat(incidents).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(Rise.STEP);
            assertThat(incident.start()).isEqualTo(95);
            assertThat(incident.newLevel()).isTrue();
            assertThat(incident.resolved()).isEqualTo(95 + IncidentTracker.NEW_LEVEL_DAYS - 1);
        });
    }

    @Test
    void shouldKeepAnIncidentOpenWhoseNewestDaysMayStillGrow() {
        // Given
        steady(20);
        counts[136] = 80;
        settled = 136;

        // When / Then
        assertThat(track())
                .singleElement()
                .satisfies(incident -> assertThat(incident.isOpen()).isTrue());
        settled = DAYS - 1;
        assertThat(track())
                .singleElement()
                .satisfies(incident -> assertThat(incident.resolved()).isEqualTo(139));
    }

    @Test
    void shouldRaiseAgainOnlyWhatHappenedAfterItWasClosed() {
        // Given
        steady(20);
        Arrays.fill(counts, 100, 104, 70);
        closed.set(102);

        // When
        List<Incident> incidents = track();

        // Then
        assertThat(incidents).hasSize(2);
        assertThat(incidents.getFirst().resolved()).isEqualTo(102);
        assertThat(incidents.getLast().start()).isEqualTo(103);
        counts[103] = 20;
        assertThat(track()).hasSize(1);
    }

    @Test
    void shouldSeeASecondSpikeSoonAfterTheFirst() {
        // Given
        steady(20);
        counts[100] = 70;
        counts[108] = 90;

        // When / Then
        assertThat(track()).extracting(Incident::start).containsExactly(100, 108);
    }

    @Test
    void shouldTellANewFailureFromOneThatIsBack() {
        // Given
        Arrays.fill(counts, 100, 106, 3);
        assertThat(track()).singleElement().extracting(Incident::kind).isEqualTo(Rise.NEW);

        // When
        counts[20] = 4;

        // Then
        assertThat(track()).singleElement().extracting(Incident::kind).isEqualTo(Rise.RESURFACED);
    }

    @Test
    void shouldExpectNothingOfWeekendsThatTheyNeverHad() {
        // Given
        Arrays.setAll(counts, day -> day % 7 >= 5 ? 4 : 30 + day % 3);

        // When / Then
        assertThat(track()).isEmpty();
    }

    @Test
    void shouldNotTakeADayThatIsMissingForAFallAndTheNextForARise() {
        // Given
        steady(30);
        Arrays.fill(counts, 110, 113, SeriesDetector.UNKNOWN);

        // When / Then
        assertThat(track()).isEmpty();
    }

    @Test
    void shouldNotRaiseTwoFailuresOfMany() {
        // Given
        steady(200_000);
        counts[120] += 2;
        assertThat(track()).isEmpty();

        // When
        Arrays.fill(counts, 0);
        counts[120] = 2;

        // Then
        assertThat(track()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldSayTheSameOfTheFirstDaysWhateverComesAfterThem(long seed) {
        // Given
        Random random = new Random(seed);
        Arrays.setAll(counts, day -> random.nextInt(20) + (day > 100 ? random.nextInt(40) : 0));
        settled = 115;
        List<Incident> whole = track();

        // When
        Arrays.fill(counts, 120, DAYS, SeriesDetector.UNKNOWN);
        List<Incident> first = track();

        // Then
        assertThat(first.stream().map(Incident::start).toList())
                .isEqualTo(whole.stream()
                        .filter(incident -> incident.raised() < 120)
                        .map(Incident::start)
                        .toList());
    }
}
