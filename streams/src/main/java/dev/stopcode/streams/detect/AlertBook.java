package dev.stopcode.streams.detect;

import dev.stopcode.schemas.ActionKind;
import dev.stopcode.schemas.AlertAction;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.ReleaseEvidence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one driver. Holds findings against them and says what changed: a finding that touches the days of an alert on
 * the same subject is that alert; an alert that no finding bears out any more is withdrawn.
 */
final class AlertBook {

    /** A muted alert comes back when its highest day is so many times what it was. */
    private static final double OUTGROWN = 1.5;

    private static final Set<AlertStatus> OVER = EnumSet.of(AlertStatus.RESOLVED, AlertStatus.WITHDRAWN);

    private final Map<String, RegressionAlert> alerts = new TreeMap<>();

    void restore(RegressionAlert alert) {
        alerts.put(alert.getAlertId(), alert);
    }

    /** Writes a finding down under an id and a status. */
    @FunctionalInterface
    interface Writer {
        RegressionAlert write(String alertId, AlertStatus status, Finding finding);
    }

    /**
     * Brings the book up to date; the new states, in the order in which they are to be published.
     *
     * @param found what was found, in order of time
     * @param from first day whose incidents are all known: alerts that began before are left as they are
     * @param changed first day of which something may have changed since the last time
     */
    List<RegressionAlert> update(
            String driverName, List<Finding> found, LocalDate from, LocalDate changed, Writer writer) {
        List<RegressionAlert> changes = new ArrayList<>();
        Map<String, Finding> borneOut = new LinkedHashMap<>();
        for (Finding finding : found) {
            RegressionAlert known = match(finding, borneOut.keySet());
            String id = known == null ? newId(driverName, finding, borneOut.keySet()) : known.getAlertId();
            borneOut.put(id, finding);
            if ((known == null ? finding.startDate() : known.getStartDate()).isBefore(from)
                    || (known != null && (isPast(known, finding, changed) || isClosed(known, finding)))) {
                continue;
            }
            if (known == null || known.getStatus() == AlertStatus.WITHDRAWN) {
                RegressionAlert opened = take(changes, writer.write(id, AlertStatus.OPEN, finding));
                if (!finding.incident().isOpen()) {
                    take(
                            changes,
                            RegressionAlert.newBuilder(opened)
                                    .setStatus(AlertStatus.RESOLVED)
                                    .build());
                }
                continue;
            }
            boolean isOver = known.getStatus() == AlertStatus.RESOLVED
                    || !finding.incident().isOpen();
            AlertStatus status = isOver ? AlertStatus.RESOLVED : AlertStatus.UPDATED;
            RegressionAlert next = goingOn(known, writer.write(id, status, finding));
            if (!sameNews(known, next)) {
                take(changes, next);
            }
        }
        for (RegressionAlert known : List.copyOf(alerts.values())) {
            if (!known.getStartDate().isBefore(from) && !borneOut.containsKey(known.getAlertId())) {
                end(known, borneOut).ifPresent(next -> take(changes, next));
            }
        }
        return changes;
    }

    /** Whether an alert is over, with all its days as they were, and the finding is what it says. */
    private static boolean isPast(RegressionAlert known, Finding finding, LocalDate changed) {
        return known.getStatus() == AlertStatus.RESOLVED
                && !finding.incident().isOpen()
                && known.getDataThrough().isBefore(changed)
                && known.getStartDate().equals(finding.startDate())
                && known.getEndDate().equals(finding.endDate())
                && known.getMembers().equals(finding.members().stream().sorted().toList())
                && Objects.equals(known.getRelease(), finding.release());
    }

    /** Whether a person has declared an alert on a release over: the release is judged on, for {@code driver-versions}. */
    private static boolean isClosed(RegressionAlert known, Finding finding) {
        return known.getRelease() != null && finding.release() != null && isResolvedByPerson(known);
    }

    private static boolean isResolvedByPerson(RegressionAlert alert) {
        return alert.getStatus() == AlertStatus.RESOLVED
                && alert.getAction() != null
                && alert.getAction().getAction() == ActionKind.RESOLVE;
    }

    /** The end of an alert that no finding bears out: part of another one now, or withdrawn; empty if it had ended so. */
    private static Optional<RegressionAlert> end(RegressionAlert known, Map<String, Finding> borneOut) {
        if (known.getStatus() == AlertStatus.WITHDRAWN || known.getMergedInto() != null) {
            return Optional.empty();
        }
        RegressionAlert.Builder next = RegressionAlert.newBuilder(known);
        borneOut.entrySet().stream()
                .filter(other -> other.getValue().touches(known)
                        && known.getFailureHash() != null
                        && (known.getFailureHash().equals(other.getValue().failureHash())
                                || other.getValue().members().contains(known.getFailureHash())))
                .findFirst()
                .ifPresentOrElse(
                        other -> next.setStatus(AlertStatus.RESOLVED).setMergedInto(other.getKey()),
                        () -> next.setStatus(AlertStatus.WITHDRAWN));
        return Optional.of(next.build());
    }

    /**
     * An alert that was no history once is none later; one that has ceased to be history is open for the first time. What a
     * person did stays until the alert has outgrown it.
     */
    private static RegressionAlert goingOn(RegressionAlert known, RegressionAlert next) {
        if (!known.getBackfill()) {
            next.setBackfill(false);
        } else if (!next.getBackfill() && next.getStatus() == AlertStatus.UPDATED) {
            next.setStatus(AlertStatus.OPEN);
        }
        if (known.getMergedInto() != null) {
            next.setMergedInto(known.getMergedInto());
        }
        AlertAction action = known.getAction();
        if (action == null || known.getStatus() == AlertStatus.WITHDRAWN) {
            return next;
        }
        next.setAction(action);
        next.setSeverityAtAction(known.getSeverityAtAction());
        next.setMutedUpTo(known.getMutedUpTo());
        if (OVER.contains(next.getStatus())) {
            return next;
        }
        Double mutedUpTo = known.getMutedUpTo();
        if (mutedUpTo != null && !known.getRule().equals(next.getRule())) {
            mutedUpTo = OUTGROWN * highestDay(next); // measured otherwise from now on
            next.setMutedUpTo(mutedUpTo);
        }
        boolean isOutgrown = mutedUpTo != null
                ? highestDay(next) > mutedUpTo
                : next.getSeverity().compareTo(known.getSeverityAtAction()) > 0;
        if (isOutgrown) {
            next.setAction(null);
            next.setSeverityAtAction(null);
            next.setMutedUpTo(null);
            next.setStatus(mutedUpTo != null ? AlertStatus.OPEN : AlertStatus.UPDATED);
        } else {
            next.setStatus(mutedUpTo != null ? AlertStatus.MUTED : AlertStatus.ACKNOWLEDGED);
        }
        return next;
    }

    /**
     * Takes what a person did; the alert's new state, empty where there is nothing to be done: the alert is unknown here, or
     * over.
     *
     * @param time when it was taken
     */
    Optional<RegressionAlert> act(AlertAction action, Instant time) {
        RegressionAlert known = alerts.get(action.getAlertId());
        if (known == null || OVER.contains(known.getStatus()) || action.getAction() == ActionKind.UNKNOWN) {
            return Optional.empty();
        }
        RegressionAlert.Builder next = RegressionAlert.newBuilder(known)
                .setAction(action)
                .setSeverityAtAction(known.getSeverity())
                .setMutedUpTo(null)
                .setUpdatedAt(time);
        switch (action.getAction()) {
            case MUTE -> next.setStatus(AlertStatus.MUTED).setMutedUpTo(OUTGROWN * highestDay(known));
            case RESOLVE -> next.setStatus(AlertStatus.RESOLVED);
            default -> next.setStatus(AlertStatus.ACKNOWLEDGED);
        }
        alerts.put(action.getAlertId(), next.build());
        return Optional.of(alerts.get(action.getAlertId()));
    }

    /** Failures above expectation on the highest day, or of a release as a whole. */
    private static double highestDay(RegressionAlert alert) {
        if (alert.getRule().equals(Finding.RELEASE)) {
            return Math.max(0, alert.getObserved() - alert.getExpected());
        }
        return alert.getSeries().stream()
                .filter(point -> !point.getDate().isBefore(alert.getStartDate()) && point.getCount() != null)
                .mapToDouble(point ->
                        point.getCount() - Objects.requireNonNullElse(point.getExpected(), (double) point.getCount()))
                .max()
                .orElse(0);
    }

    private RegressionAlert take(List<RegressionAlert> changes, RegressionAlert alert) {
        alerts.put(alert.getAlertId(), alert);
        changes.add(alert);
        return alert;
    }

    private @Nullable RegressionAlert match(Finding finding, Set<String> taken) {
        return alerts.values().stream()
                .filter(alert -> !taken.contains(alert.getAlertId()) && finding.isAbout(alert))
                .min(Comparator.comparing((RegressionAlert alert) -> alert.getStatus() == AlertStatus.WITHDRAWN)
                        .thenComparing(alert -> !Objects.equals(alert.getFailureHash(), finding.failureHash()))
                        .thenComparing(RegressionAlert::getStartDate)
                        .thenComparing(RegressionAlert::getAlertId))
                .orElse(null);
    }

    /** The alerts on the series of a failure, or of the driver as a whole, whose cause was not taken away. */
    Stream<RegressionAlert> standing(@Nullable String failureHash) {
        return alerts.values().stream()
                .filter(alert -> alert.getStatus() != AlertStatus.WITHDRAWN
                        && alert.getRule().equals(Finding.SERIES)
                        && Objects.equals(alert.getFailureHash(), failureHash));
    }

    /** The alerts on a release whose cause was not taken away. */
    Stream<RegressionAlert> standingOn(String version) {
        return alerts.values().stream()
                .filter(alert -> alert.getStatus() != AlertStatus.WITHDRAWN
                        && alert.getRelease() != null
                        && version.equals(alert.getRelease().getDriverVersion()));
    }

    /** The alerts on many failures at once that are not over. */
    Stream<RegressionAlert> gatherings() {
        return alerts.values().stream()
                .filter(alert -> !alert.getMembers().isEmpty()
                        && alert.getRule().equals(Finding.SERIES)
                        && !OVER.contains(alert.getStatus()));
    }

    /**
     * The days on which alerts on a failure, or on the driver as a whole, were over. With an alert on many failures a person
     * resolves all of them.
     */
    Stream<LocalDate> resolvedDays(@Nullable String failureHash) {
        Stream<RegressionAlert> own = standing(failureHash)
                .filter(alert -> alert.getStatus() == AlertStatus.RESOLVED && alert.getMergedInto() == null);
        Stream<RegressionAlert> ofMany = alerts.values().stream()
                .filter(alert -> failureHash != null
                        && isResolvedByPerson(alert)
                        && alert.getMembers().contains(failureHash));
        return Stream.concat(own, ofMany).map(RegressionAlert::getDataThrough);
    }

    /** An id that the same rows give whenever they come. */
    private static String newId(String driverName, Finding finding, Set<String> taken) {
        String key = driverName + '\n' + Objects.toString(finding.failureHash(), "") + '\n' + finding.startDate();
        ReleaseEvidence release = finding.release();
        if (finding.rule().equals(Finding.RELEASE) && release != null) {
            key += '\n' + release.getDriverVersion();
        }
        while (true) {
            String id =
                    UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
            if (!taken.contains(id)) {
                return id;
            }
            key += "\nnext";
        }
    }

    /** Whether nothing but the time differs; the first update right after opening is no news either. */
    private static boolean sameNews(RegressionAlert known, RegressionAlert next) {
        AlertStatus status = next.getStatus() == AlertStatus.UPDATED && known.getStatus() == AlertStatus.OPEN
                ? AlertStatus.OPEN
                : next.getStatus();
        return known.equals(RegressionAlert.newBuilder(next)
                .setStatus(status)
                .setUpdatedAt(known.getUpdatedAt())
                .setAsOf(known.getAsOf())
                .build());
    }

    /** Whether any alert names a release: it stands as long as the release is judged to be worse. */
    boolean tellOfReleases() {
        return alerts.values().stream()
                .anyMatch(alert -> alert.getRelease() != null && alert.getStatus() != AlertStatus.WITHDRAWN);
    }

    /** Drops the alerts that are over and ended before a day; their ids. */
    List<String> dropBefore(LocalDate day) {
        List<String> dropped = alerts.values().stream()
                .filter(alert -> alert.getEndDate().isBefore(day) && OVER.contains(alert.getStatus()))
                .map(RegressionAlert::getAlertId)
                .toList();
        dropped.forEach(alerts::remove);
        return dropped;
    }

    Collection<RegressionAlert> all() {
        return alerts.values();
    }
}
