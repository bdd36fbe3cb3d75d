package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.Incident;
import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.ReleaseEvidence;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names the releases that brought findings; one that is worse and has none is a finding of its own. */
final class Attribution {

    /** What a release carries and begins so many days after it at most was brought by it. */
    private static final int BROUGHT_DAYS = 7;

    /** So many days of a driver are enough for any window to have a baseline. */
    private static final int FEWEST_DAYS = 42;

    private final SeriesJudge judge;
    private final Case driver;
    private final Map<String, ReleaseEvidence> releases = new LinkedHashMap<>();

    Attribution(SeriesJudge judge, Case driver, List<ReleaseEvidence> releases) {
        this.judge = judge;
        this.driver = driver;
        releases.forEach(release -> this.releases.put(release.getDriverVersion(), release));
    }

    /** Changes findings to those that releases brought, and adds those on releases alone. */
    void attribute(List<Finding> findings) {
        if (releases.isEmpty()) {
            return;
        }
        Set<String> told = new HashSet<>();
        findings.replaceAll(finding -> {
            String version = Contributors.of(finding, driver.book()).carrier();
            ReleaseEvidence release = version == null ? null : releases.get(version);
            if (release == null || !isWorse(release, finding.failureHash())) {
                return finding;
            }
            told.add(version);
            return isBroughtBy(release, finding) ? finding.broughtBy(release) : finding;
        });
        for (ReleaseEvidence release : releases.values()) {
            boolean isTold = told.contains(release.getDriverVersion()) || isTold(release, findings);
            if (isWhole(release) || (!release.getWorse().isEmpty() && !isTold)) {
                own(release, findings).ifPresent(own -> {
                    findings.removeIf(finding -> release.equals(finding.release()));
                    findings.add(own);
                });
            }
        }
    }

    /** Whether all that is worse in a release is told of anyway, since its first day: it need not be the only one that has it. */
    private boolean isTold(ReleaseEvidence release, List<Finding> findings) {
        return release.getWorse().stream()
                .map(ChangedFailure::getFailureHash)
                .allMatch(worse -> worse != null
                        && findings.stream()
                                .anyMatch(finding -> !finding.endDate().isBefore(release.getFirstDate())
                                        && (worse.equals(finding.failureHash())
                                                || finding.members().contains(worse))));
    }

    /** Whether everything is worse: then no failure alone is what a release brought. */
    private static boolean isWhole(ReleaseEvidence release) {
        return !release.getWorse().isEmpty() && release.getWorse().getFirst().getFailureHash() == null;
    }

    private static boolean isBroughtBy(ReleaseEvidence release, Finding finding) {
        long age = ChronoUnit.DAYS.between(release.getFirstDate(), finding.startDate());
        return age >= 0 && age <= BROUGHT_DAYS && isWorse(release, finding.failureHash());
    }

    /** Whether a failure of a release is worse than before, or any where none is named, or all are. */
    private static boolean isWorse(ReleaseEvidence release, @Nullable String failureHash) {
        return release.getWorse().stream()
                .map(ChangedFailure::getFailureHash)
                .anyMatch(worse -> worse == null || failureHash == null || worse.equals(failureHash));
    }

    /** What a release did that is worse, though no series stands out for it; or all that it did, where everything is. */
    private Optional<Finding> own(ReleaseEvidence release, List<Finding> findings) {
        ChangedFailure worst = release.getWorse().getFirst();
        String hash = worst.getFailureHash();
        int failure = hash == null ? DriverBook.ALL : driver.book().failureNumber(hash);
        int firstDay = index(release.getFirstDate().toEpochDay());
        int since = index(worst.getSince().toEpochDay());
        if (firstDay < 0 || since < FEWEST_DAYS) {
            return Optional.empty();
        }
        Finding described = judge.describe(driver, failure, since);
        int last = driver.days().length() - 1;
        int over = ReleaseWatch.over(release, driver.days().date(last))
                .map(date -> index(date.toEpochDay()))
                .orElse(Incident.OPEN);
        Incident incident = new Incident(
                firstDay,
                over == Incident.OPEN ? last : over,
                since,
                over,
                false,
                described.incident().kind(),
                described.incident().evidence(),
                described.incident().expectation());
        return Optional.of(described.ownOf(release, incident, worst.getThreshold(), members(release, findings)));
    }

    private static Set<String> members(ReleaseEvidence release, List<Finding> findings) {
        Set<String> members = new TreeSet<>();
        if (release.getWorse().size() > 1) {
            release.getWorse().stream()
                    .map(ChangedFailure::getFailureHash)
                    .filter(Objects::nonNull)
                    .forEach(members::add);
        }
        findings.stream().filter(finding -> release.equals(finding.release())).forEach(finding -> {
            members.addAll(finding.members());
            Optional.ofNullable(finding.failureHash()).ifPresent(members::add);
        });
        return members;
    }

    private int index(long epochDay) {
        return (int) (epochDay - driver.days().firstDay());
    }
}
