package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.Flavour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Who sees which drivers: two Windows 10 applications, a vendor's older drivers, and a computer maker. */
record Portfolio(List<Source> sources, List<List<Driver>> drivers) {

    private static final List<Source> SOURCES = List.of(
            new Source("windows-10-a", Flavour.WINDOWS_10, "13736592797500435201"),
            new Source("windows-10-b", Flavour.WINDOWS_10, "14001737285931046412"),
            new Source("windows-7-8", Flavour.WINDOWS_7_8, null),
            new Source("oem", Flavour.OEM, null));

    private static final List<String> VENDORS =
            List.of("ctso", "fbkm", "nwnd", "adtm", "tspn", "ltwr", "wtip", "psw", "wwi", "alpn");

    /** A driver before anything is known of it but its name. */
    private record Named(String name, DriverClass kind) {}

    static Portfolio of(WorldConfig config, Calendar calendar) {
        Size size = config.size();
        List<Named> names = names(config.seed());
        double weights = IntStream.range(0, size.driversPerSource())
                .mapToDouble(Portfolio::weight)
                .sum();
        List<List<Driver>> drivers = new ArrayList<>();
        int next = 0;
        for (int source = 0; source < SOURCES.size(); source++) {
            List<Driver> own = new ArrayList<>();
            for (int rank = 0; rank < size.driversPerSource(); rank++) {
                double daily = size.crashesPerDay() / SOURCES.size() * weight(rank) / weights;
                Named named = names.get(next++);
                long seed = Dice.roll(config.seed(), source, rank);
                own.add(new Driver(named.name(), named.kind(), seed, daily, size.failuresPerDriver(), calendar));
            }
            drivers.add(List.copyOf(own));
        }
        return new Portfolio(SOURCES, List.copyOf(drivers));
    }

    private static double weight(int rank) {
        return StrictMath.pow(rank + 2, -0.7);
    }

    /** All names there are, in an order of the seed's. */
    private static List<Named> names(long seed) {
        List<Named> names = new ArrayList<>();
        for (String vendor : VENDORS) {
            for (DriverClass kind : DriverClass.ALL) {
                for (String suffix : kind.suffixes()) {
                    names.add(new Named(vendor + suffix.toLowerCase(Locale.ROOT) + ".sys", kind));
                }
            }
        }
        for (int i = names.size() - 1; i > 0; i--) {
            int other = Dice.below(Dice.roll(seed, 41, i), i + 1);
            names.set(other, names.set(i, names.get(other)));
        }
        return names;
    }

    Portfolio with(List<List<Driver>> others) {
        return new Portfolio(sources, others);
    }
}
