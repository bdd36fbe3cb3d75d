package dev.stopcode.streams.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.streams.state.CabState;
import dev.stopcode.streams.state.KnownCab;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CabChoiceTest {

    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
    private static final LocalDate START = LocalDate.of(2026, 6, 25);

    private final List<KnownCab> known = new ArrayList<>();

    /** Adds a small dump of two days ago that is kept for long. */
    private KnownCab cab(String id, String version, String windows, String model, String market) {
        KnownCab cab = new KnownCab(
                id,
                "contoso",
                null,
                version,
                windows,
                model,
                market,
                "MINI",
                NOW.minus(2, ChronoUnit.DAYS),
                NOW.plus(20, ChronoUnit.DAYS),
                NOW,
                CabState.KNOWN,
                null,
                null);
        known.add(cab);
        return cab;
    }

    private List<CabChoice.Choice> choices() {
        CabChoice choice = new CabChoice(known, START, NOW);
        List<CabChoice.Choice> all = new ArrayList<>();
        for (Optional<CabChoice.Choice> next = choice.next(); next.isPresent(); next = choice.next()) {
            all.add(next.get());
        }
        return all;
    }

    private List<String> chosen() {
        return choices().stream().map(choice -> choice.cab().getCabIdHash()).toList();
    }

    @Test
    void shouldSpreadOverVersionWindowsModelAndMarket() {
        // Given
        cab("a", "1.0.0.0", "10.0.1", "X", "US").setCabType("FULL");
        cab("b", "1.0.0.0", "10.0.1", "X", "DE").setCabType("FULL");
        cab("c", "1.0.0.0", "10.0.1", "Y", "FR");
        cab("d", "1.1.0.0", "10.0.2", "Y", "FR");

        // Then
        assertThat(chosen()).containsExactly("a", "d", "b", "c");
    }

    @Test
    void shouldTakeOneOfEachCombinationUnlessAnotherIsFuller() {
        // Given
        cab("requested", "1.0.0.0", "10.0.1", "X", "US").setState(CabState.REQUESTED);
        cab("small", "1.0.0.0", "10.0.1", "X", "US");
        cab("kernel", "1.0.0.0", "10.0.1", "X", "US").setCabType("kernel");

        // Then
        assertThat(chosen()).containsExactly("kernel");
    }

    @Test
    void shouldTakeTheFullerThenTheNewerOfEquals() {
        // Given
        cab("old", "1.0.0.0", "10.0.1", "X", "US").setEventTime(NOW.minus(3, ChronoUnit.DAYS));
        cab("new", "1.0.0.0", "10.0.1", "X", "US").setEventTime(NOW.minus(1, ChronoUnit.DAYS));
        cab("full", "1.1.0.0", "10.0.1", "X", "US").setCabType("FULL");

        // Then
        assertThat(chosen()).containsExactly("full", "new");
    }

    @Test
    void shouldTakeFirstWhatIsDeletedSoonAndLeaveWhatIsGone() {
        // Given
        cab("full", "1.0.0.0", "10.0.1", "X", "US").setCabType("FULL");
        cab("soon", "1.1.0.0", "10.0.2", "Y", "DE").setExpirationTime(NOW.plus(1, ChronoUnit.DAYS));
        cab("gone", "1.2.0.0", "10.0.3", "Z", "FR").setExpirationTime(NOW.minus(1, ChronoUnit.SECONDS));
        cab("unknown", "1.2.0.0", "10.0.3", "Z", "FR").setExpirationTime(null);

        // Then
        assertThat(chosen()).containsExactly("soon", "full", "unknown");
    }

    @Test
    void shouldLeaveWhatIsOlderThanTheIncident() {
        // Given
        cab("before", "1.0.0.0", "10.0.1", "X", "US").setEventTime(Instant.parse("2026-06-24T23:59:59Z"));
        cab("within", "1.1.0.0", "10.0.1", "X", "US").setEventTime(Instant.parse("2026-06-25T00:00:00Z"));

        // Then
        assertThat(chosen()).containsExactly("within");
    }

    @Test
    void shouldSayWhatSpeaksForADump() {
        // Given
        cab("a", "1.0.0.0", "10.0.1", "X", "US").setCabType("FULL");
        cab("b", "1.0.0.0", "10.0.1", "X", "DE").setExpirationTime(NOW.plus(1, ChronoUnit.DAYS));

        // Then
        assertThat(choices())
                .extracting(CabChoice.Choice::reason)
                .containsExactly(
                        "MINI, first of driver version 1.0.0.0, Windows 10.0.1, model X, market DE,"
                                + " expires at 2026-07-01T12:00:00Z",
                        "FULL, first of market US");
    }
}
