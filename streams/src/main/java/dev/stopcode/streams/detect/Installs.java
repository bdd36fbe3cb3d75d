package dev.stopcode.streams.detect;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/** How many devices ran the versions of a driver, by day, where that is known. */
final class Installs {

    private final Map<String, NavigableMap<Integer, Long>> versions = new TreeMap<>();

    /** @param devices more than none */
    void add(String version, int day, long devices) {
        versions.computeIfAbsent(version, unseen -> new TreeMap<>()).put(day, devices);
    }

    /** The last day, up to one, on which a version's are known; empty if there is none. */
    OptionalInt lastDay(String version, int upTo) {
        Integer day = of(version).floorKey(upTo);
        return day == null ? OptionalInt.empty() : OptionalInt.of(day);
    }

    /** The most of a version on a day from one to another, both included; 0 where none are known. */
    long most(String version, int from, int to) {
        return of(version).subMap(from, true, to, true).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private NavigableMap<Integer, Long> of(String version) {
        return versions.getOrDefault(version, Collections.emptyNavigableMap());
    }

    @FunctionalInterface
    interface Consumer {
        void accept(String version, int day, long devices);
    }

    /** The days from one to another, both included. */
    void forEach(int from, int to, Consumer consumer) {
        versions.forEach((version, days) ->
                days.subMap(from, true, to, true).forEach((day, devices) -> consumer.accept(version, day, devices)));
    }
}
