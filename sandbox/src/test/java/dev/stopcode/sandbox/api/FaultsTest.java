package dev.stopcode.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final Faults faults = new Faults();

    private List<Boolean> strikes(int requests, String path) {
        List<Boolean> strikes = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            strikes.add(faults.strike(Fault.CabGone.class, path).isPresent());
        }
        return strikes;
    }

    @Test
    void shouldStrikeOnce() {
        faults.inject(new Fault.CabGone());

        assertThat(strikes(2, "/cab")).containsExactly(true, false);
        assertThat(faults.pending()).isEmpty();
    }

    @Test
    void shouldLetRequestsPassFirst() {
        faults.inject(Injection.of(new Fault.CabGone()).after(1).times(2));

        assertThat(strikes(4, "/cab")).containsExactly(false, true, true, false);
    }

    @Test
    void shouldStrikeTheNamedPathOnly() {
        faults.inject(Injection.of(new Fault.CabGone()).on("cabdownload"));

        assertThat(strikes(1, "/failurehits")).containsExactly(false);
        assertThat(strikes(1, "/cabdownload")).containsExactly(true);
    }

    @Test
    void shouldLeaveOtherKindsAlone() {
        faults.inject(new Fault.TruncatedBody());

        assertThat(strikes(1, "/cab")).containsExactly(false);
        assertThat(faults.pending()).hasSize(1);
    }

    @Test
    void shouldForgetWhatIsCleared() {
        faults.inject(new Fault.CabGone());
        faults.clear();

        assertThat(strikes(1, "/cab")).containsExactly(false);
    }
}
