package dev.stopcode.sandbox.world;

import java.math.BigInteger;

/** A permutation of the numbers of sixty bits. */
final class Scramble {

    private static final int HALF = 30;
    private static final long MASK = (1L << (2 * HALF)) - 1;
    private static final long FACTOR = 0x9E3779B97F4A7C15L & MASK;
    private static final long INVERSE = BigInteger.valueOf(FACTOR)
            .modInverse(BigInteger.ONE.shiftLeft(2 * HALF))
            .longValueExact();

    private Scramble() {}

    static long of(long x) {
        long once = x * FACTOR & MASK;
        long folded = once ^ once >>> HALF;
        long twice = folded * FACTOR & MASK;
        return twice ^ twice >>> HALF;
    }

    static long undo(long y) {
        // folding a number onto its lower half twice gives the number back
        long twice = (y ^ y >>> HALF) * INVERSE & MASK;
        return (twice ^ twice >>> HALF) * INVERSE & MASK;
    }
}
