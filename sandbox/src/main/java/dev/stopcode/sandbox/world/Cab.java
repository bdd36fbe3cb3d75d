package dev.stopcode.sandbox.world;

import java.time.Duration;

/** A crash dump's id and kind. */
record Cab(String idHash, Type type) {

    static final Duration LIFETIME = Duration.ofDays(30);

    /** How much of the memory a dump holds, as the vendor writes it and as the dump's header says it. */
    enum Type {
        MINI("MINI", 4, 50, 110),
        KERNEL("kernel", 2, 150, 250),
        FULL("FULL", 1, 250, 300);

        private final String label;
        private final int dumpType;
        private final int minKilobytes;
        private final int maxKilobytes;

        Type(String label, int dumpType, int minKilobytes, int maxKilobytes) {
            this.label = label;
            this.dumpType = dumpType;
            this.minKilobytes = minKilobytes;
            this.maxKilobytes = maxKilobytes;
        }

        static Type of(long roll) {
            int percent = Dice.below(roll, 100);
            return percent < 78 ? MINI : percent < 92 ? KERNEL : FULL;
        }

        String label() {
            return label;
        }

        int dumpType() {
            return dumpType;
        }

        int kilobytes(long roll) {
            return Dice.between(roll, minKilobytes, maxKilobytes);
        }
    }
}
