package dev.stopcode.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.CabPurge;
import dev.stopcode.schemas.PurgeReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private static Holding of(@Nullable Instant oldest) {
        return new Holding("stopcode.cabs", "dumps", 1, 100, oldest);
    }

    private static CabPurge kept(Duration time) {
        return kept(time, PurgeReason.AGE);
    }

    private static CabPurge kept(Duration time, PurgeReason reason) {
        return new CabPurge("id", "./data/cabs", reason, 1, 100L, NOW.minus(time), NOW);
    }

    @Test
    void shouldBeWithinTheTermUpToThirtyDays() {
        // Given
        Audit audit = new Audit(
                NOW, List.of(of(NOW.minus(Duration.ofDays(30))), of(null)), List.of(kept(Duration.ofDays(30))));

        // Then
        assertThat(audit.isBreached()).isFalse();
        assertThat(audit.longestKept()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void shouldNotBeWithinTheTermWhenSomethingIsOlder() {
        // Given
        Holding old = of(NOW.minus(Duration.ofDays(30)).minusMillis(1));

        // Then
        assertThat(old.isOverdue(NOW)).isTrue();
        assertThat(new Audit(NOW, List.of(of(NOW), old), List.of()).isBreached())
                .isTrue();
    }

    @Test
    void shouldNotJudgeByDumpsThatWereFoundMissing() {
        // Given
        Audit audit = new Audit(
                NOW, List.of(), List.of(kept(Duration.ofDays(3)), kept(Duration.ofDays(40), PurgeReason.GONE)));

        // Then
        assertThat(audit.isBreached()).isFalse();
        assertThat(audit.longestKept()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void shouldNotBeWithinTheTermWhenADumpWasKeptForLonger() {
        // Given
        Audit audit = new Audit(
                NOW,
                List.of(),
                List.of(kept(Duration.ofDays(3)), kept(Duration.ofDays(30).plusMillis(1))));

        // Then
        assertThat(audit.isBreached()).isTrue();
    }
}
