package dev.stopcode.sandbox.world;

import java.util.ArrayList;
import java.util.List;

/** A driver: how often it fails, in which ways, in which versions, on which computers. */
final class Driver {

    /** Failures from this slot on occur on a single day and have a meaning on that day only. */
    static final int SPORADIC = 1024;

    /** A failure that a version may have under another name. */
    static final int RENAMED = 1;

    /** A computer crashes once in so many days. */
    private static final double COMPUTERS_PER_CRASH = 2000;

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
    private final Plant plant;

    private Driver(Driver usual, Plant plant) {
        this.name = usual.name;
        this.seed = usual.seed;
        this.crashesPerDay = usual.crashesPerDay;
        this.calendar = usual.calendar;
        this.releases = usual.releases.reviving(plant.revivals());
        this.failures = usual.failures;
        this.shares = usual.shares;
        this.plant = plant;
    }

    Driver(String name, DriverClass kind, long seed, double crashesPerDay, int steadyFailures, Calendar calendar) {
        this.name = name;
        this.seed = seed;
        this.crashesPerDay = crashesPerDay;
        this.calendar = calendar;
        this.releases = ReleaseHistory.of(kind, seed);
        this.failures = failures(kind, steadyFailures);
        this.shares = shares(steadyFailures);
        this.plant = Plant.NONE;
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
        result.add(result.get(RENAMED).renamed());
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

    Driver with(Plant planted) {
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

    /** The slot of the n-th failure that never occurs unless planted; there are two. */
    int spare(int n) {
        return shares.length + n;
    }

    /** The slot of the other name of {@link #RENAMED}. */
    int otherName() {
        return shares.length + SPARE_FAILURES;
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
        return plant.level().applyAsDouble(day)
                * crashesPerDay
                * shares[slot]
                * weekend
                * drift(seed, day)
                * drift(Dice.roll(seed, 22, slot), day);
    }

    /** Computers that run a version on a day. */
    long computers(int version, int day) {
        int[] ends = releases.shares(day);
        int part = ends[version] - (version == 0 ? 0 : ends[version - 1]);
        return Math.round(COMPUTERS_PER_CRASH * crashesPerDay * part / ReleaseHistory.WHOLE);
    }

    private static double drift(long seed, int day) {
        double phase = 2 * Math.PI * Dice.unit(Dice.roll(seed, 23));
        return 1 + 0.05 * StrictMath.sin(2 * Math.PI * day / 150 + phase);
    }

    /** All crashes of a day. The same day has the same streams in the same order, whenever it is asked for. */
    List<CrashStream> streams(int day) {
        int[] versions = releases.shares(day);
        Fate fate = plant.late().test(day) ? Fate.LATE : Fate.USUAL;
        List<CrashStream> streams = new ArrayList<>();
        for (int slot = 0; slot < shares.length; slot++) {
            addSteady(streams, slot, day, versions, fate);
        }
        addSporadic(streams, day, fate);
        for (Surge surge : plant.surges()) {
            double mean = surge.mean(day, versions);
            if (mean > 0) {
                long roll = Dice.roll(seed, 5000 + surge.slot(), day);
                streams.add(
                        new CrashStream(surge.slot(), surge.versions(), roll, Dice.poisson(mean, roll), surge.fate()));
            }
        }
        return streams;
    }

    private void addSteady(List<CrashStream> streams, int slot, int day, int[] versions, Fate fate) {
        double mean = mean(slot, day);
        long roll = Dice.roll(seed, 100 + slot, day);
        Versions all = releases.all();
        for (Change change : plant.changes()) {
            if (change.slot() == slot) {
                Versions own = change.versions();
                Versions older = new Versions(all.first(), own.first() - 1);
                Versions newer = new Versions(own.last() + 1, all.last());
                add(streams, slot, older, versions, roll, mean, fate);
                add(streams, change.toSlot(), own, versions, Dice.mix(roll + 1), mean * change.rest(), fate);
                add(streams, slot, newer, versions, Dice.mix(roll + 2), mean, fate);
                return;
            }
        }
        add(streams, slot, all, versions, roll, mean, fate);
    }

    private static void add(
            List<CrashStream> to, int slot, Versions versions, int[] shares, long roll, double mean, Fate fate) {
        if (versions.first() <= versions.last()) {
            to.add(new CrashStream(slot, versions, roll, Dice.poisson(mean * versions.share(shares), roll), fate));
        }
    }

    private void addSporadic(List<CrashStream> streams, int day, Fate fate) {
        long roll = Dice.roll(seed, 24, day);
        int count = Math.min(100, Dice.poisson(0.02 + 0.012 * crashesPerDay, roll));
        for (int i = 0; i < count; i++) {
            long own = Dice.roll(roll, i);
            int crashes = Dice.below(own, 5) == 0 ? 2 : 1;
            streams.add(new CrashStream(SPORADIC + i, releases.all(), own, crashes, fate));
        }
    }
}
