package dev.stopcode.sandbox.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The drivers that something can be planted in, each only once: the busier half first, in an order of the seed's. */
final class Sites {

    private final Portfolio usual;
    private final List<Site> free = new ArrayList<>();
    private final Map<Driver, Plant> plants = new HashMap<>();

    Sites(long seed, Portfolio usual) {
        this.usual = usual;
        List<Site> others = new ArrayList<>();
        for (int i = 0; i < usual.sources().size(); i++) {
            List<Driver> drivers = usual.drivers().get(i);
            for (Driver driver : drivers) {
                Site site = new Site(usual.sources().get(i), driver, Dice.roll(seed, driver.seed()));
                boolean busy = 2 * drivers.indexOf(driver) < drivers.size();
                (busy ? free : others).add(site);
            }
        }
        free.sort(Comparator.comparingLong(Site::roll));
        others.sort(Comparator.comparingLong(Site::roll));
        free.addAll(others);
    }

    /** A driver and the source that sees it. */
    record Site(Source source, Driver driver, long roll) {}

    /** The next one of those that suit best. */
    Site take(ToIntFunction<Site> misfit) {
        Site best = free.stream().min(Comparator.comparingInt(misfit)).orElseThrow();
        free.remove(best);
        return best;
    }

    void plant(Site site, Plant plant) {
        plants.put(site.driver(), plant);
    }

    /** All drivers, with what was planted in them. */
    Portfolio planted() {
        return usual.with(usual.drivers().stream()
                .map(own -> own.stream()
                        .map(driver -> driver.with(plants.getOrDefault(driver, Plant.NONE)))
                        .toList())
                .toList());
    }
}
