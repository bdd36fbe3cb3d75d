package dev.stopcode.cli.output;

import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;

/** An alert on one line. */
public final class AlertLine {

    private AlertLine() {}

    /** For example {@code 2026-11-20  SPIKE               HIGH    open          fastboot.sys 2.1.1.0: …}. */
    public static String of(RegressionAlert alert) {
        return String.format(
                "%s  %-18s  %-6s  %-12s  %s%s",
                alert.getStartDate(),
                alert.getKind(),
                alert.getSeverity(),
                state(alert.getStatus()),
                alert.getSummary(),
                alert.getBackfill() ? "  [history]" : "");
    }

    private static String state(AlertStatus status) {
        return switch (status) {
            case OPEN -> "open";
            case UPDATED -> "updated";
            case RESOLVED -> "resolved";
            case WITHDRAWN -> "withdrawn";
            case ACKNOWLEDGED -> "acknowledged";
            case MUTED -> "muted";
        };
    }
}
