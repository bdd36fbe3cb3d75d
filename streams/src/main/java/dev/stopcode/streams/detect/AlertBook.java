package dev.stopcode.streams.detect;

import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one driver. Holds findings against them and says what changed: a finding that touches the days of an
 * alert on the same subject is that alert; an alert within the judged days that no finding bears out any more is
 * withdrawn.
 */
final class AlertBook {

    private final Map<String, RegressionAlert> alerts = new TreeMap<>();

    void restore(RegressionAlert alert) {
        alerts.put(alert.getAlertId(), alert);
    }

    /** Writes a finding down under an id and a status. */
    @FunctionalInterface
    interface Writer {
        RegressionAlert write(String alertId, AlertStatus status, Finding finding);
    }

    /** A finding and what it is about. */
    record Subject(@Nullable String failureHash, LocalDate start, LocalDate end, Finding finding) {}

    /**
     * Brings the book up to date; the new states, in the order in which they are to be published.
     *
     * @param found what was found, in order of time
     * @param judgedFrom first day that was judged: alerts that began before are left as they are
     */
    List<RegressionAlert> update(
            String driverName, List<Subject> found, LocalDate judgedFrom, LocalDate judgedTo, Writer writer) {
        List<RegressionAlert> changes = new ArrayList<>();
        Set<String> borneOut = new HashSet<>();
        for (Subject subject : found) {
            RegressionAlert known = match(subject, borneOut);
            if (known == null && subject.start().equals(judgedFrom) && hasOlder(subject)) {
                continue;
            }
            String id = known == null ? newId(driverName, subject) : known.getAlertId();
            borneOut.add(id);
            if (known == null || known.getStatus() == AlertStatus.WITHDRAWN) {
                known = take(changes, writer.write(id, AlertStatus.OPEN, subject.finding()));
            }
            AlertStatus status = subject.finding().incident().isOpen() ? AlertStatus.UPDATED : AlertStatus.RESOLVED;
            RegressionAlert next = goingOn(known, writer.write(id, status, subject.finding()));
            if (!sameNews(known, next)) {
                take(changes, next);
            }
        }
        for (RegressionAlert known : List.copyOf(alerts.values())) {
            boolean judged = !known.getStartDate().isBefore(judgedFrom)
                    && !known.getStartDate().isAfter(judgedTo);
            if (judged && !borneOut.contains(known.getAlertId()) && known.getStatus() != AlertStatus.WITHDRAWN) {
                take(
                        changes,
                        RegressionAlert.newBuilder(known)
                                .setStatus(AlertStatus.WITHDRAWN)
                                .build());
            }
        }
        return changes;
    }

    /**
     * An alert that was no history once is none later; one that has ceased to be history is open for the first time.
     */
    private static RegressionAlert goingOn(RegressionAlert known, RegressionAlert next) {
        if (!known.getBackfill()) {
            next.setBackfill(false);
        } else if (!next.getBackfill() && next.getStatus() == AlertStatus.UPDATED) {
            next.setStatus(AlertStatus.OPEN);
        }
        return next;
    }

    private RegressionAlert take(List<RegressionAlert> changes, RegressionAlert alert) {
        alerts.put(alert.getAlertId(), alert);
        changes.add(alert);
        return alert;
    }

    private @Nullable RegressionAlert match(Subject subject, Set<String> taken) {
        return alerts.values().stream()
                .filter(alert -> !taken.contains(alert.getAlertId())
                        && Objects.equals(alert.getFailureHash(), subject.failureHash())
                        && !alert.getStartDate().isAfter(subject.end())
                        && !alert.getEndDate().isBefore(subject.start()))
                .findFirst()
                .orElse(null);
    }

    /** Whether the finding is what the window has left of an incident that began before it. */
    private boolean hasOlder(Subject subject) {
        return alerts.values().stream()
                .anyMatch(alert -> Objects.equals(alert.getFailureHash(), subject.failureHash())
                        && alert.getStartDate().isBefore(subject.start()));
    }

    private static String newId(String driverName, Subject subject) {
        String key = driverName + '\n' + Objects.toString(subject.failureHash(), "") + '\n' + subject.start();
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether nothing but the time differs; the first update right after opening is no news either. */
    private static boolean sameNews(RegressionAlert known, RegressionAlert next) {
        AlertStatus status = next.getStatus() == AlertStatus.UPDATED && known.getStatus() == AlertStatus.OPEN
                ? AlertStatus.OPEN
                : next.getStatus();
        return known.equals(RegressionAlert.newBuilder(next)
                .setStatus(status)
                .setUpdatedAt(known.getUpdatedAt())
                .build());
    }

    /** Drops the alerts that are over and began before a day; their ids. */
    List<String> dropBefore(LocalDate day) {
        List<String> dropped = alerts.values().stream()
                .filter(alert -> alert.getEndDate().isBefore(day)
                        && (alert.getStatus() == AlertStatus.RESOLVED || alert.getStatus() == AlertStatus.WITHDRAWN))
                .map(RegressionAlert::getAlertId)
                .toList();
        dropped.forEach(alerts::remove);
        return dropped;
    }

    Collection<RegressionAlert> all() {
        return alerts.values();
    }
}
