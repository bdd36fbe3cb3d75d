package dev.stopcode.cli.output;

import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;
import org.jspecify.annotations.Nullable;

/** An alert on one line. */
public final class AlertLine {

    private static final int ID_LENGTH = 8;

    private AlertLine() {}

    /** So much of its id tells an alert from others. */
    public static String shortId(RegressionAlert alert) {
        String id = alert.getAlertId();
        return id.substring(0, Math.min(ID_LENGTH, id.length()));
    }

    /** The failure that it is about: its name, or its hash where it has none; null for a driver as a whole. */
    public static @Nullable String failure(RegressionAlert alert) {
        return alert.getFailureName() == null ? alert.getFailureHash() : alert.getFailureName();
    }

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
