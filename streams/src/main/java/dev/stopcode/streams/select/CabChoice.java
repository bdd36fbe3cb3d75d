package dev.stopcode.streams.select;

import dev.stopcode.streams.state.CabState;
import dev.stopcode.streams.state.KnownCab;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the dumps worth having, one after the other: that which has the most values of driver version, Windows version,
 * model and market that no other had, then that which the vendor deletes soon, then full before kernel before small ones,
 * then newer before older. Of each combination of the four there is one, and another only if it is fuller.
 */
final class CabChoice {

    /** A dump that is deleted within this time goes before others. */
    private static final Duration SOON = Duration.ofDays(3);

    private static final Comparator<KnownCab> FULLER_AND_NEWER_FIRST = Comparator.comparingInt(CabChoice::fullness)
            .reversed()
            .thenComparing(KnownCab::getEventTime, Comparator.reverseOrder())
            .thenComparing(KnownCab::getCabIdHash);

    /** A dump and what speaks for it. */
    record Choice(KnownCab cab, String reason) {}

    private final List<KnownCab> candidates = new ArrayList<>();
    private final Instant now;
    private final Set<String> taken = new HashSet<>();
    private final Map<List<@Nullable String>, Integer> fullest = new HashMap<>();

    /**
     * @param known what is known; requested ones are never chosen again, and stand for their combination unless they
     *     were not to be had
     * @param from first day of the incident: older dumps show something else
     * @param now what the vendor has deleted by then is not chosen
     */
    CabChoice(List<KnownCab> known, LocalDate from, Instant now) {
        this.now = now;
        for (KnownCab cab : known) {
            if (cab.getState() == CabState.REQUESTED || cab.getState() == CabState.FETCHED) {
                take(cab);
            } else if (cab.getState() == CabState.KNOWN && !day(cab).isBefore(from) && !expiresBefore(cab, now)) {
                candidates.add(cab);
            }
        }
        candidates.sort(FULLER_AND_NEWER_FIRST);
    }

    /** The next dump to ask for, empty if no other is worth having. */
    Optional<Choice> next() {
        candidates.removeIf(cab -> fullness(cab) <= fullest.getOrDefault(values(cab), -1));
        // of equals the first one, which is the fullest and newest
        Optional<KnownCab> best = candidates.stream()
                .min(Comparator.comparingInt((KnownCab cab) -> news(cab).size())
                        .reversed()
                        .thenComparing(cab -> !expiresBefore(cab, now.plus(SOON))));
        return best.map(cab -> {
            Choice choice = new Choice(cab, reason(cab));
            take(cab);
            return choice;
        });
    }

    /** What is worth the least beside so many others; requested ones are never among it. */
    static List<KnownCab> spare(List<KnownCab> known, int kept) {
        return known.stream()
                .filter(cab -> cab.getState() == CabState.KNOWN)
                .sorted(FULLER_AND_NEWER_FIRST)
                .skip(kept)
                .toList();
    }

    private void take(KnownCab cab) {
        taken.addAll(named(cab));
        fullest.merge(values(cab), fullness(cab), Math::max);
    }

    private List<String> news(KnownCab cab) {
        return named(cab).stream().filter(value -> !taken.contains(value)).toList();
    }

    private String reason(KnownCab cab) {
        List<String> news = news(cab);
        String type = Objects.requireNonNullElse(cab.getCabType(), "dump of unknown type");
        String expiry = expiresBefore(cab, now.plus(SOON)) ? ", expires at " + cab.getExpirationTime() : "";
        return type
                + (news.isEmpty()
                        ? ", another combination or fuller than before"
                        : ", first of " + String.join(", ", news))
                + expiry;
    }

    private static List<@Nullable String> values(KnownCab cab) {
        List<@Nullable String> values = new ArrayList<>();
        values.add(cab.getDriverVersion());
        values.add(cab.getOsVersion());
        values.add(cab.getOemModel());
        values.add(cab.getMarket());
        return values;
    }

    /** The same in words, as far as they are known. */
    private static List<String> named(KnownCab cab) {
        List<String> named = new ArrayList<>();
        name(named, "driver version ", cab.getDriverVersion());
        name(named, "Windows ", cab.getOsVersion());
        name(named, "model ", cab.getOemModel());
        name(named, "market ", cab.getMarket());
        return named;
    }

    private static void name(List<String> named, String dimension, @Nullable String value) {
        if (value != null) {
            named.add(dimension + value);
        }
    }

    private static LocalDate day(KnownCab cab) {
        return LocalDate.ofInstant(cab.getEventTime(), ZoneOffset.UTC);
    }

    private static boolean expiresBefore(KnownCab cab, Instant limit) {
        return cab.getExpirationTime() != null && cab.getExpirationTime().isBefore(limit);
    }

    private static int fullness(KnownCab cab) {
        return switch (cab.getCabType() == null ? "" : cab.getCabType().toUpperCase(Locale.ROOT)) {
            case "FULL" -> 3;
            case "KERNEL" -> 2;
            case "MINI" -> 1;
            default -> 0;
        };
    }
}
