package dev.stopcode.sandbox.world;

import java.util.ArrayList;
import java.util.List;

/** A driver: how often it fails, in which ways, in which versions, on which computers. */
final class Driver {

    /** Failures from this slot on occur on a single day and have a meaning on that day only. */
    static final int SPORADIC = 1024;

    private static final int SPARE_FAILURES = 2;
    private static final List<Failure> VICTIMS = List.of(
            Failure.of("0x1E_c0000005_R_nt!CmpCreateKeyBody", "nt!CmpCreateKeyBody", "System crash", 0x1E),
            Failure.of("MEMORY_CORRUPTION_LARGE", "memory_corruption", "System crash", 0x1A));

    private final String name;
    private final long seed;
    private final double crashesPerDay;
    private final Calendar calendar;
    private final ReleaseHistory releases;
    private final List<Failure> failures;
    private final double[] shares;
    private final List<Surge> surges;

    private Driver(Driver usual, List<Surge> surges) {
        this.name = usual.name;
        this.seed = usual.seed;
        this.crashesPerDay = usual.crashesPerDay;
        this.calendar = usual.calendar;
        this.releases = usual.releases;
        this.failures = usual.failures;
        this.shares = usual.shares;
        this.surges = List.copyOf(surges);
    }

    Driver(String name, DriverClass kind, long seed, double crashesPerDay, int steadyFailures, Calendar calendar) {
        this.name = name;
        this.seed = seed;
        this.crashesPerDay = crashesPerDay;
        this.calendar = calendar;
        this.releases = ReleaseHistory.of(kind, seed);
        this.failures = failures(kind, steadyFailures);
        this.shares = shares(steadyFailures);
        this.surges = List.of();
    }

    private List<Failure> failures(DriverClass kind, int steady) {
        List<Failure> result = new ArrayList<>();
        for (int i = 0; i < steady + SPARE_FAILURES; i++) {
            result.add(kind.failure(image(), i));
        }
        if ((seed & 3) == 0) {
            // some drivers are found in the stack of a failure that carries another's name
            result.set(steady - 1, VICTIMS.get((int) (seed >>> 2 & 1)));
        }
        return List.copyOf(result);
    }

    private static double[] shares(int steady) {
        double[] result = new double[steady];
        double sum = 0;
        for (int i = 0; i < steady; i++) {
            result[i] = 1.0 / (i + 1.5);
            sum += result[i];
        }
        for (int i = 0; i < steady; i++) {
            result[i] /= sum;
        }
        return result;
    }

    Driver with(List<Surge> planted) {
        return new Driver(this, planted);
    }

    String name() {
        return name;
    }

    long seed() {
        return seed;
    }

    double crashesPerDay() {
        return crashesPerDay;
    }

    ReleaseHistory releases() {
        return releases;
    }

    /** Failures in the lower slots occur all the time; the others never, unless planted. */
    int steadyFailures() {
        return shares.length;
    }

    Failure failure(int slot, int day) {
        return slot < SPORADIC ? failures.get(slot) : Failure.sporadic(image(), day, slot - SPORADIC);
    }

    private String image() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Expected crashes of a steady failure on a day: a mild weekly shape and a slow drift around its level. */
    double mean(int slot, int day) {
        double weekend = calendar.weekend(day) ? 1 - Dice.between(Dice.roll(seed, 21), -0.02, 0.15) : 1;
        return crashesPerDay * shares[slot] * weekend * drift(seed, day) * drift(Dice.roll(seed, 22, slot), day);
    }

    private static double drift(long seed, int day) {
        double phase = 2 * Math.PI * Dice.unit(Dice.roll(seed, 23));
        return 1 + 0.05 * StrictMath.sin(2 * Math.PI * day / 150 + phase);
    }

    /** All crashes of a day. The same day has the same streams in the same order, whenever it is asked for. */
    List<CrashStream> streams(int day) {
        List<CrashStream> streams = new ArrayList<>();
        for (int slot = 0; slot < shares.length; slot++) {
            long roll = Dice.roll(seed, 100 + slot, day);
            streams.add(new CrashStream(slot, Surge.ANY_VERSION, roll, Dice.poisson(mean(slot, day), roll), false));
        }
        addSporadic(streams, day);
        for (Surge surge : surges) {
            double mean = surge.mean(day);
            if (mean > 0) {
                long roll = Dice.roll(seed, 5000 + surge.slot(), day);
                streams.add(new CrashStream(surge.slot(), surge.version(), roll, Dice.poisson(mean, roll), true));
            }
        }
        return streams;
    }

    private void addSporadic(List<CrashStream> streams, int day) {
        long roll = Dice.roll(seed, 24, day);
        int count = Math.min(100, Dice.poisson(0.02 + 0.012 * crashesPerDay, roll));
        for (int i = 0; i < count; i++) {
            long own = Dice.roll(roll, i);
            int crashes = Dice.below(own, 5) == 0 ? 2 : 1;
            streams.add(new CrashStream(SPORADIC + i, Surge.ANY_VERSION, own, crashes, false));
        }
    }
}
