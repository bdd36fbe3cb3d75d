package dev.stopcode.streams.select;

import dev.stopcode.streams.state.KnownCab;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the dumps worth having: one of each combination of driver version, Windows version and model first, then
 * more; among equals full dumps before kernel dumps before small ones, and newer before older.
 */
final class CabChoice {

    private static final Comparator<KnownCab> BEST_FIRST = Comparator.comparingInt(
                    (KnownCab cab) -> fullness(cab.getCabType()))
            .reversed()
            .thenComparing(KnownCab::getEventTime, Comparator.reverseOrder())
            .thenComparing(KnownCab::getCabIdHash);

    private CabChoice() {}

    /**
     * The dumps to ask for, best first.
     *
     * @param known what is known; requested ones are never chosen again
     * @param from first day of the incident: older dumps show something else
     * @param wanted how many are wanted at most
     */
    static List<KnownCab> choose(List<KnownCab> known, LocalDate from, int wanted) {
        List<KnownCab> best = known.stream()
                .filter(cab -> !cab.getRequested() && !day(cab).isBefore(from))
                .sorted(BEST_FIRST)
                .toList();
        Set<List<@Nullable String>> combinations = new HashSet<>();
        known.stream().filter(KnownCab::getRequested).forEach(cab -> combinations.add(combination(cab)));
        List<KnownCab> spread = new ArrayList<>();
        List<KnownCab> more = new ArrayList<>();
        for (KnownCab cab : best) {
            (combinations.add(combination(cab)) ? spread : more).add(cab);
        }
        spread.addAll(more);
        return List.copyOf(spread.subList(0, Math.clamp(wanted, 0, spread.size())));
    }

    /** What is worth the least beside so many others; requested ones are never among it. */
    static List<KnownCab> spare(List<KnownCab> known, int kept) {
        return known.stream()
                .filter(cab -> !cab.getRequested())
                .sorted(BEST_FIRST)
                .skip(kept)
                .toList();
    }

    private static LocalDate day(KnownCab cab) {
        return LocalDate.ofInstant(cab.getEventTime(), ZoneOffset.UTC);
    }

    private static List<@Nullable String> combination(KnownCab cab) {
        List<@Nullable String> combination = new ArrayList<>();
        combination.add(cab.getDriverVersion());
        combination.add(cab.getOsVersion());
        combination.add(cab.getOemModel());
        return combination;
    }

    private static int fullness(@Nullable String cabType) {
        return switch (cabType == null ? "" : cabType.toUpperCase(Locale.ROOT)) {
            case "FULL" -> 3;
            case "KERNEL" -> 2;
            case "MINI" -> 1;
            default -> 0;
        };
    }
}
