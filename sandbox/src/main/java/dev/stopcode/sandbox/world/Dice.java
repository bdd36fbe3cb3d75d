package dev.stopcode.sandbox.world;

/**
 * Randomness that depends on nothing but its arguments, so that any day of the world can be had without the days before
 * it, on any machine.
 */
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Dice() {}

    /** The finalizer of SplitMix64. */
    static long mix(long x) {
        long z = x;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    static long roll(long seed, long face) {
        return mix(seed + GOLDEN + mix(face + GOLDEN));
    }

    static long roll(long seed, long face, long second) {
        return roll(roll(seed, face), second);
    }

    static int below(long roll, int bound) {
        return (int) ((roll >>> 33) % bound);
    }

    static int between(long roll, int from, int to) {
        return from + below(roll, to - from + 1);
    }

    static double unit(long roll) {
        return (roll >>> 11) * 0x1p-53;
    }

    static double between(long roll, double from, double to) {
        return from + unit(roll) * (to - from);
    }

    /** A Poisson number: by inversion for small means, by the normal approximation for others. */
    static int poisson(double mean, long roll) {
        if (mean > 40) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(roll)));
        }
        double u = unit(roll);
        double probability = StrictMath.exp(-mean);
        double cumulative = probability;
        int count = 0;
        while (u > cumulative && count < 200) {
            count++;
            probability *= mean / count;
            cumulative += probability;
        }
        return count;
    }

    /** Twelve uniform numbers summed: close to normal and, unlike a logarithm, the same to the last bit everywhere. */
    private static double normal(long roll) {
        double sum = -6;
        long bits = roll;
        for (int i = 0; i < 12; i++) {
            bits = mix(bits + GOLDEN);
            sum += unit(bits);
        }
        return sum;
    }
}
