package dev.stopcode.streams.detect;

import dev.stopcode.detection.series.ReportingDelay;
import dev.stopcode.detection.series.SeriesDetector;
import dev.stopcode.schemas.SourceStatus;
import dev.stopcode.streams.state.KnownTotal;
import dev.stopcode.streams.state.MarkedDay;
import dev.stopcode.streams.state.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far each source has been harvested, and how complete its days are. Days are days since 1970-01-01. */
final class Sources {

    private final Duration overdue;
    private final double[] completeness;
    private final Map<String, Source> sources = new HashMap<>();
    private Instant newestMark = Instant.EPOCH;

    /**
     * A source as it was left by its last mark.
     *
     * @param shares share of the final count that is known of a day, by age
     * @param volume what is known of its days altogether
     */
    private record Source(SourceState state, NavigableSet<Integer> completeDays, double[] shares, long volume) {

        /** Whether it has kept up with a day so far: what reads back, or ended long ago, is not waited for. */
        boolean isNear(int day) {
            return !completeDays.isEmpty() && completeDays.last() >= day - LAG_DAYS;
        }
    }

    /** A source that is so many days behind others is not waited for. */
    private static final int LAG_DAYS = 14;

    /**
     * @param overdue a source whose newest mark is this much older than the newest of all is not waited for
     * @param completeness share of the final count that is known of a day, by age, as long as nothing else is learned
     */
    Sources(Duration overdue, double[] completeness) {
        this.overdue = overdue;
        this.completeness = completeness;
    }

    /** How a source was left by its last mark, empty before its first. */
    Optional<SourceState> state(String source) {
        return Optional.ofNullable(sources.get(source)).map(Source::state);
    }

    /** All of them, in the order of their ids. */
    List<SourceStatus> status() {
        return new TreeMap<>(sources)
                .entrySet().stream()
                        .map(entry -> status(entry.getKey(), entry.getValue()))
                        .toList();
    }

    private SourceStatus status(String id, Source source) {
        SourceState state = source.state();
        return SourceStatus.newBuilder()
                .setSource(id)
                .setCounting(state.getCounting())
                .setOverdue(isOverdue(source))
                .setNewestDay(LocalDate.ofEpochDay(state.getDays().getLast().getDay()))
                .setCompleteThrough(
                        source.completeDays().isEmpty()
                                ? null
                                : LocalDate.ofEpochDay(source.completeDays().last()))
                .setAsOf(LocalDate.ofEpochDay(state.getAsOf()))
                .setHarvestedAt(state.getMarkedAt())
                .setCompleteness(Arrays.stream(source.shares()).boxed().toList())
                .build();
    }

    /** A source that has never read a day whole, as files that were imported, has promised none. */
    private boolean isOverdue(Source source) {
        return !source.completeDays().isEmpty()
                && source.state().getMarkedAt().plus(overdue).isBefore(newestMark);
    }

    /** Those of these sources that count and are not waited for any more. */
    List<String> overdue(Collection<String> ofSources) {
        int newest = newestComplete(ofSources);
        List<String> overdueSources = new ArrayList<>();
        new TreeMap<>(sources).forEach((id, source) -> {
            if (ofSources.contains(id) && source.state().getCounting() && source.isNear(newest) && isOverdue(source)) {
                overdueSources.add(id);
            }
        });
        return overdueSources;
    }

    /** Notes how a source was left by its last mark. */
    void remember(String source, SourceState state) {
        NavigableSet<Integer> complete = state.getDays().stream()
                .filter(MarkedDay::getComplete)
                .map(MarkedDay::getDay)
                .collect(Collectors.toCollection(TreeSet::new));
        double[] shares =
                state.getShares().stream().mapToDouble(Double::doubleValue).toArray();
        sources.put(source, new Source(state, complete, shares, volume(state)));
        if (state.getMarkedAt().isAfter(newestMark)) {
            newestMark = state.getMarkedAt();
        }
    }

    /**
     * How complete days are by age, by what was known of each when it had that age.
     *
     * @param days as they were left by the harvests before a day
     * @param asOf that day
     */
    List<Double> learn(List<MarkedDay> days, int asOf) {
        ReportingDelay delay = new ReportingDelay(completeness);
        for (MarkedDay day : days) {
            long[] totals = new long[ReportingDelay.COMPLETE_AGE + 1];
            Arrays.fill(totals, SeriesDetector.UNKNOWN);
            for (KnownTotal total : day.getTotals()) {
                Arrays.fill(totals, total.getAge(), totals.length, total.getEvents());
            }
            int age = Math.max(0, asOf - day.getDay());
            Arrays.fill(totals, Math.min(age, totals.length), totals.length, SeriesDetector.UNKNOWN);
            delay.learn(totals);
        }
        return Arrays.stream(delay.shares()).boxed().toList();
    }

    private static long volume(SourceState state) {
        return state.getDays().stream()
                .mapToLong(day -> day.getTotals().isEmpty()
                        ? 0
                        : day.getTotals().getLast().getEvents())
                .sum();
    }

    /**
     * The share of each day's final count that is known, by the sources that count, of which those with more events weigh
     * more; 0 for a day that one of them has not harvested completely.
     */
    double[] completeness(Collection<String> ofSources, int firstDay, int lastDay) {
        List<Source> all = waitedFor(ofSources).toList();
        double[] shares = new double[lastDay - firstDay + 1];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = isObserved(all, firstDay + i) ? share(all, firstDay + i) : 0;
        }
        return shares;
    }

    private static double share(List<Source> sources, int day) {
        double known = 0;
        double all = 0;
        for (Source source : sources) {
            int age = Math.clamp(source.state().getAsOf() - day, 0, ReportingDelay.COMPLETE_AGE);
            double weight = 1.0 + source.volume();
            known += weight * source.shares()[age];
            all += weight;
        }
        return known / all;
    }

    /** Whether a day has been harvested completely by all of these sources that are still at work. */
    boolean observed(Collection<String> ofSources, int day) {
        return isObserved(waitedFor(ofSources).toList(), day);
    }

    private static boolean isObserved(List<Source> sources, int day) {
        return !sources.isEmpty()
                && sources.stream().allMatch(source -> source.completeDays().contains(day));
    }

    /** The last day that all of these sources that are still at work have harvested, empty if there is none yet. */
    OptionalInt lastDay(Collection<String> ofSources) {
        return waitedFor(ofSources)
                .map(Source::completeDays)
                .reduce((a, b) -> {
                    NavigableSet<Integer> both = new TreeSet<>(a);
                    both.retainAll(b);
                    return both;
                })
                .filter(days -> !days.isEmpty())
                .map(days -> OptionalInt.of(days.last()))
                .orElse(OptionalInt.empty());
    }

    /** The newest day that a source has harvested, whole or not. */
    int newestDay(String source) {
        Source known = sources.get(source);
        return known == null
                ? Integer.MIN_VALUE
                : known.state().getDays().getLast().getDay();
    }

    /** The newest day on which one of these sources was harvested. */
    int asOf(Collection<String> ofSources) {
        return counting(ofSources)
                .map(sources::get)
                .mapToInt(source -> source.state().getAsOf())
                .max()
                .orElse(0);
    }

    /** Those of these sources that count: what others add is not waited for. */
    Stream<String> counting(Collection<String> ofSources) {
        return ofSources.stream().filter(id -> {
            Source source = sources.get(id);
            return source != null && source.state().getCounting();
        });
    }

    /** The newest day that one of these sources has harvested completely. */
    private int newestComplete(Collection<String> ofSources) {
        return counting(ofSources)
                .map(sources::get)
                .map(Source::completeDays)
                .filter(days -> !days.isEmpty())
                .mapToInt(NavigableSet::last)
                .max()
                .orElse(Integer.MAX_VALUE);
    }

    /** A source that has never read a day whole, as files that were imported, promises none. */
    private Stream<Source> waitedFor(Collection<String> ofSources) {
        int newest = newestComplete(ofSources);
        return counting(ofSources)
                .map(sources::get)
                .filter(source -> source.isNear(newest))
                .filter(source -> !isOverdue(source));
    }
}
