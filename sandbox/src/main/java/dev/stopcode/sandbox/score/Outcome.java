package dev.stopcode.sandbox.score;

import dev.stopcode.sandbox.world.Planted;
import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.RegressionAlert;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What became of one thing that was planted.
 *
 * @param alerts the newest states of the alerts that tell of it, the earliest first; none if it was not alerted
 * @param alertedDate newest day that had been judged when it was first told of, null if it was not
 */
public record Outcome(
        Planted planted,
        Verdict verdict,
        List<RegressionAlert> alerts,
        @Nullable LocalDate alertedDate) {

    /** How it was judged. */
    public enum Verdict {
        /** A regression that was alerted. */
        HIT,
        /** A regression that was not. */
        MISS,
        /** A trap that was not alerted. */
        QUIET,
        /** A trap that was. */
        ALERTED,
        /** Nobody could know of it: a regression whose beginning, or a trap of which no day, was harvested. */
        NOT_HARVESTED
    }

    public Outcome {
        alerts = List.copyOf(alerts);
    }

    /**
     * Days of data that a regression took to be told of: 0 if it was when its first day was the newest one; empty if it
     * was not told of, and for a trap.
     */
    public OptionalLong delayDays() {
        return alertedDate == null || planted.isTrap()
                ? OptionalLong.empty()
                : OptionalLong.of(ChronoUnit.DAYS.between(planted.startDate(), alertedDate));
    }

    /** Whether a hit has the kind that was planted; what a version brings is its regression, whatever else it is. */
    public boolean isNamedRight() {
        if (verdict != Verdict.HIT) {
            return false;
        }
        AlertKind kind = alerts.getFirst().getKind();
        return kind.name().equals(planted.kind().name())
                || (kind == AlertKind.VERSION_REGRESSION && planted.version() != null);
    }
}
