package dev.stopcode.sandbox.score;

import dev.stopcode.sandbox.world.Planted;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An alert through its life; at least one state, oldest first. */
record AlertHistory(List<RegressionAlert> states) {

    RegressionAlert newest() {
        return states.getLast();
    }

    boolean isWithdrawn() {
        return newest().getStatus() == AlertStatus.WITHDRAWN;
    }

    /** Whether another alert tells of the same incident by now. */
    boolean isMerged() {
        return newest().getMergedInto() != null;
    }

    boolean isAbout(Planted planted) {
        return isAbout(newest(), planted);
    }

    /** The newest day that had been judged when the alert first told of it, withdrawn states left out. */
    Optional<LocalDate> alertedDate(Planted planted) {
        return states.stream()
                .filter(state -> state.getStatus() != AlertStatus.WITHDRAWN && isAbout(state, planted))
                .map(RegressionAlert::getDataThrough)
                .findFirst();
    }

    private static boolean isAbout(RegressionAlert alert, Planted planted) {
        return alert.getDriverName().equals(planted.driver())
                && concernsFailure(alert, planted)
                && planted.overlaps(alert.getStartDate(), alert.getEndDate());
    }

    private static boolean concernsFailure(RegressionAlert alert, Planted planted) {
        String failure = planted.failureHash();
        if (failure == null || failure.equals(alert.getFailureHash())) {
            return true;
        }
        boolean isOnDriver = alert.getFailureHash() == null;
        return isOnDriver && (alert.getMembers().isEmpty() || alert.getMembers().contains(failure));
    }
}
