package dev.stopcode.sandbox.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The versions of a driver, released over time in two branches of which the newer one prevails. */
final class ReleaseHistory {

    /** Index of the version that the vendor does not know. */
    static final int UNKNOWN = 0;

    static final int OLDER_BRANCH = 0;
    static final int NEWER_BRANCH = 1;

    /** Shares are parts of this. */
    static final int WHOLE = 1 << 16;

    private static final double UNKNOWN_SHARE = 0.02;
    private static final double OLD_BRANCH_SHARE = 0.27;
    private static final int FIRST_DAY = -220;
    private static final int LAST_DAY = 400;

    private final List<Release> releases;
    private final List<Revival> revivals;

    private ReleaseHistory(List<Release> releases, List<Revival> revivals) {
        this.releases = releases;
        this.revivals = revivals;
    }

    /** From one day to another a part of the computers has an old version, which it went back to. */
    record Revival(int version, int start, int end) {

        private static final double SHARE = 0.1;

        double share(int day) {
            return day < start || day > end ? 0 : SHARE;
        }
    }

    static ReleaseHistory of(DriverClass kind, long seed) {
        List<Release> releases = new ArrayList<>();
        releases.add(new Release("Unknown", "Unknown", -1, FIRST_DAY, 1));
        boolean graphics = kind.equals(DriverClass.GRAPHICS);
        int major = graphics ? 31 : Dice.between(Dice.roll(seed, 1), 2, 23);
        String old = major + "." + (graphics ? "0.101" : Dice.below(Dice.roll(seed, 2), 4) + ".0");
        String current = (major + 1) + "." + (graphics ? "0.15" : "0.1");
        addBranch(releases, seed, OLDER_BRANCH, old, 55, 80);
        addBranch(releases, seed, NEWER_BRANCH, current, 26, 44);
        return new ReleaseHistory(List.copyOf(releases), List.of());
    }

    private static void addBranch(List<Release> to, long seed, int branch, String prefix, int minGap, int maxGap) {
        int build = Dice.between(Dice.roll(seed, branch, 3), 100, 4000);
        int day = FIRST_DAY + Dice.below(Dice.roll(seed, branch, 4), minGap);
        for (int n = 0; day < LAST_DAY; n++) {
            long roll = Dice.roll(Dice.roll(seed, branch), n, 5);
            build += Dice.between(roll, 3, 90);
            String submission = 29_000_000 + Dice.below(roll, 999_999) + "_" + (13_000_000_000_000_000L + (roll >>> 14))
                    + "_1152921504" + (600_000_000 + Dice.below(Dice.mix(roll), 99_999_999));
            to.add(new Release(prefix + "." + build, submission, branch, day, Dice.between(roll >>> 7, 12, 26)));
            day += Dice.between(Dice.mix(roll), minGap, maxGap);
        }
    }

    Release get(int index) {
        return releases.get(index);
    }

    ReleaseHistory reviving(List<Revival> old) {
        return new ReleaseHistory(releases, old);
    }

    /** All versions. */
    Versions all() {
        return new Versions(UNKNOWN, releases.size() - 1);
    }

    /** All versions of a branch. */
    Versions branch(int branch) {
        List<Integer> own = IntStream.range(0, releases.size())
                .filter(i -> releases.get(i).branch() == branch)
                .boxed()
                .toList();
        return new Versions(own.getFirst(), own.getLast());
    }

    /** The newest version of the newer branch on a day. */
    int newest(int day) {
        int newest = UNKNOWN;
        for (int i = 1; i < releases.size(); i++) {
            Release release = releases.get(i);
            if (release.branch() == NEWER_BRANCH && release.day() <= day) {
                newest = i;
            }
        }
        return newest;
    }

    /** The version of a branch that came out closest to a day. */
    int closest(int branch, int day) {
        Versions own = branch(branch);
        return IntStream.rangeClosed(own.first(), own.last())
                .boxed()
                .min(Comparator.comparingInt(i -> Math.abs(releases.get(i).day() - day)))
                .orElseThrow();
    }

    /** For each version the upper end of its part of {@code 0..65535} on a day. */
    int[] shares(int day) {
        int[] ends = new int[releases.size()];
        double[] shares = new double[releases.size()];
        shares[UNKNOWN] = UNKNOWN_SHARE;
        fill(shares, day, OLDER_BRANCH, (1 - UNKNOWN_SHARE) * OLD_BRANCH_SHARE);
        fill(shares, day, NEWER_BRANCH, (1 - UNKNOWN_SHARE) * (1 - OLD_BRANCH_SHARE));
        for (Revival revival : revivals) {
            double back = revival.share(day);
            for (int i = 0; i < shares.length; i++) {
                shares[i] = shares[i] * (1 - back) + (i == revival.version() ? back : 0);
            }
        }
        double upTo = 0;
        for (int i = 0; i < ends.length; i++) {
            upTo += shares[i];
            ends[i] = i == ends.length - 1 ? WHOLE : (int) Math.round(upTo * WHOLE);
        }
        return ends;
    }

    /** Newest first, each version takes its adoption of what the later ones left; the first of all takes the rest. */
    private void fill(double[] shares, int day, int branch, double whole) {
        double left = whole;
        int oldest = UNKNOWN;
        for (int i = releases.size() - 1; i > 0; i--) {
            Release release = releases.get(i);
            if (release.branch() == branch) {
                shares[i] = left * release.adoption(day);
                left -= shares[i];
                oldest = i;
            }
        }
        shares[oldest] += left;
    }
}
