package dev.stopcode.streams.detect;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many devices ran the versions of a driver, by day, where that is known. */
final class Installs {

    private final Map<String, NavigableMap<Integer, Long>> versions = new TreeMap<>();

    /** @param devices more than none */
    void add(String version, int day, long devices) {
        versions.computeIfAbsent(version, unseen -> new TreeMap<>()).put(day, devices);
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
