package dev.stopcode.sandbox.world;

/** A way to fail. */
record Failure(String name, String hash, String symbol, String eventType, int bugCheck) {

    static Failure of(String name, String symbol, String eventType, int bugCheck) {
        return new Failure(name, FailureHash.of(name), symbol, eventType, bugCheck);
    }

    /** The same under another name, as a new analysis gives: of the same function, with another code. */
    Failure renamed() {
        return of("X64_" + name, symbol, eventType, bugCheck);
    }

    /** A failure that occurs on one day only, the n-th of that day. */
    static Failure sporadic(String image, int day, int n) {
        // an odd factor permutes the twenty bits: no two days share an offset
        int offset = (day << 7 | n) * 0x2C9277B5 & 0xFFFFF;
        return of("X64_0x7E_" + image + "+" + Integer.toHexString(offset), image, "System crash", 0x7E);
    }
}
