package dev.stopcode.sandbox.world;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * What is special about a driver; at most one of these.
 *
 * @param level factor on the driver's usual crashes on a day
 * @param late whether the crashes of a day arrive late
 * @param revivals old versions that come back
 */
record Plant(
        List<Surge> surges,
        List<Change> changes,
        IntToDoubleFunction level,
        IntPredicate late,
        List<ReleaseHistory.Revival> revivals) {

    static final Plant NONE = of(List.of(), List.of(), List.of());

    private static Plant of(List<Surge> surges, List<Change> changes, List<ReleaseHistory.Revival> revivals) {
        return new Plant(surges, changes, day -> 1, day -> false, revivals);
    }

    static Plant of(Surge... surges) {
        return of(List.of(surges), List.of(), List.of());
    }

    static Plant of(Change change) {
        return of(List.of(), List.of(change), List.of());
    }

    static Plant of(ReleaseHistory.Revival revival) {
        return of(List.of(), List.of(), List.of(revival));
    }

    static Plant level(IntToDoubleFunction level) {
        return new Plant(List.of(), List.of(), level, day -> false, List.of());
    }

    static Plant late(IntPredicate late) {
        return new Plant(List.of(), List.of(), day -> 1, late, List.of());
    }
}
