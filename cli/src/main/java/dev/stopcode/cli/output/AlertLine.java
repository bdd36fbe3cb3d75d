package dev.stopcode.cli.output;

import dev.stopcode.schemas.RegressionAlert;

/** An alert on one line. */
public final class AlertLine {

    private AlertLine() {}

    /** For example {@code 2026-11-20  SPIKE      HIGH    open      fastboot.sys 2.1.1.0: …}. */
    public static String of(RegressionAlert alert) {
        return String.format(
                "%s  %-18s  %-6s  %-9s  %s%s",
                alert.getStartDate(),
                alert.getKind(),
                alert.getSeverity(),
                alert.getStatus(),
                alert.getSummary(),
                alert.getBackfill() ? "  [history]" : "");
    }
}
