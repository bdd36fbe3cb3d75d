package dev.stopcode.sandbox.world;

/**
 * The crashes of a driver's day, one after the other; one object for all of them, since a large world has millions.
 *
 * <p>A crash arrives up to seven days late, may be counted under market Unknown for some days more, and is sometimes
 * taken back. All of it is over {@link World#SETTLED_DAYS} days after the crash.
 */
final class CrashCursor {

    private static final int UNKNOWN_MARKET = 0;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int EVEN_SECONDS = 43_200;
    private static final int LATE_DAYS = 3;
    private static final int TAKEN_BACK_AFTER_DAYS = 5;
    private static final Weighted ARRIVAL = new Weighted(58, 27, 7, 3.5, 2, 1.2, .8, .5);

    private final Fleet fleet;
    private final Models models;
    private final int driver;
    private final long driverSeed;
    private final int[] versionShares;

    private CrashStream stream = new CrashStream(0, Versions.only(0), 0, 0, Fate.USUAL);
    private int ordinal;
    private long own;
    private long device;
    private long life;
    private boolean repeated;
    private int repeats;

    CrashCursor(Fleet fleet, int driverIndex, Driver driver, int day) {
        this.fleet = fleet;
        this.models = new Models(driver.seed(), fleet.models().size());
        this.driver = driverIndex;
        this.driverSeed = driver.seed();
        this.versionShares = driver.releases().shares(day);
    }

    void start(CrashStream next) {
        stream = next;
        ordinal = -1;
    }

    boolean next() {
        if (++ordinal >= stream.count()) {
            return false;
        }
        own = Dice.roll(stream.seed(), ordinal);
        boolean oneDevice = stream.fate() == Fate.ONE_DEVICE;
        repeated = ordinal > 0 && (oneDevice || (own & 15) == 0);
        repeats = repeated ? repeats + 1 : 0;
        if (!repeated) {
            // some computers crash again on other days
            boolean regular = oneDevice || (own >>> 4 & 7) == 0;
            long place = stream.slot() | (long) stream.versions().first() << 16;
            device = regular ? Dice.roll(driverSeed, place, ordinal) : Dice.mix(own + 1);
            life = Dice.mix(own + 2);
        }
        return true;
    }

    /** Goes on to the n-th crash; false if there are fewer. */
    boolean seek(int n) {
        boolean there = true;
        while (there && ordinal < n) {
            there = next();
        }
        return there;
    }

    int ordinal() {
        return ordinal;
    }

    /** Whether it is the same computer, with the same fate, as that of the crash before. */
    boolean repeated() {
        return repeated;
    }

    /** What all crashes of the computer have in common. */
    long device() {
        return device;
    }

    /** Bits that belong to this crash alone. */
    long own() {
        return own;
    }

    boolean visible(int age) {
        return age >= arrival() && age < removal();
    }

    /**
     * Second of the day. A computer that crashes again does so at an interval of its own; no two crashes of it by the
     * same failure on a day are in the same second.
     */
    int second() {
        int start = Dice.below(Dice.mix(life + 1), EVEN_SECONDS);
        // prime to the number of even seconds: the first time comes back only after all of them
        int interval = 30 * (int) (life >>> 54 & 255) + 1;
        int even = (int) ((start + (long) repeats * interval) % EVEN_SECONDS);
        return 2 * even + (stream.fate().extra() ? 1 : 0);
    }

    private int arrival() {
        return Math.max(stream.fate() == Fate.LATE ? LATE_DAYS : 0, ARRIVAL.pick(life));
    }

    private int removal() {
        return switch (stream.fate()) {
            case USUAL, LATE -> (life >>> 12 & 1023) < 6 ? later(life >>> 22) : NEVER;
            case PLANTED, ONE_DEVICE -> NEVER;
            case TAKEN_BACK -> TAKEN_BACK_AFTER_DAYS;
        };
    }

    private int attribution() {
        boolean late = (life >>> 32 & 1023) < 120;
        return late ? later(life >>> 42) : 0;
    }

    private int later(long bits) {
        return Math.min(World.SETTLED_DAYS, arrival() + 1 + (int) (bits & 3));
    }

    boolean hasCab() {
        return stream.fate().extra() ? ordinal % 3 == 0 : (life >>> 44 & 1023) < 100;
    }

    long key(int age) {
        long other = Dice.mix(device + 1);
        int version = stream.versions().of((int) (device >>> 48), versionShares);
        return RowKey.pack(
                driver,
                version,
                stream.slot(),
                fleet.buildShares().pick(device),
                age < attribution() ? UNKNOWN_MARKET : Fleet.MARKET_SHARES.pick(device >>> 12),
                models.pick(device >>> 24),
                fleet.ringShares().pick(other));
    }

    /** The models that a driver is used on: a stretch of the fleet's, the first one most of all. */
    private record Models(int first, int all, Weighted shares) {

        private static final Weighted WIDE = new Weighted(
                20, 12, 9, 7, 6, 5, 4.5, 4, 3.5, 3, 2.7, 2.4, 2.2, 2, 1.8, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1, .9, .8);

        Models(long seed, int all) {
            this(Dice.below(Dice.roll(seed, 31), all), all, WIDE);
        }

        int pick(long bits) {
            return (first + shares.pick(bits)) % all;
        }
    }
}
