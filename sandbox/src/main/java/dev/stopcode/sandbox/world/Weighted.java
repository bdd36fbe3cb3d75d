package dev.stopcode.sandbox.world;

/** A choice by weight from twelve random bits; what weighs less than 1/4096 may never be chosen. */
final class Weighted {

    private static final int SLOTS = 4096;

    private final byte[] table = new byte[SLOTS];

    Weighted(double... weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double upTo = 0;
        int slot = 0;
        for (int i = 0; i < weights.length; i++) {
            upTo += weights[i];
            int end = i == weights.length - 1 ? SLOTS : (int) Math.round(upTo / sum * SLOTS);
            while (slot < end) {
                table[slot++] = (byte) i;
            }
        }
    }

    int pick(long bits) {
        return table[(int) (bits & (SLOTS - 1))] & 0xFF;
    }
}
