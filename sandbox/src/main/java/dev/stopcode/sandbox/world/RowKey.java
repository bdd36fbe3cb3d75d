package dev.stopcode.sandbox.world;

/** All dimensions of an aggregated row of one source and day, packed into 47 bits. */
final class RowKey {

    private RowKey() {}

    static long pack(int driver, int version, int slot, int build, int market, int model, int ring) {
        long key = driver;
        key = key << 6 | version;
        key = key << 12 | slot;
        key = key << 4 | build;
        key = key << 6 | market;
        key = key << 8 | model;
        return key << 3 | ring;
    }

    static int ring(long key) {
        return (int) key & 7;
    }

    static int model(long key) {
        return (int) (key >>> 3) & 0xFF;
    }

    static int market(long key) {
        return (int) (key >>> 11) & 0x3F;
    }

    static int build(long key) {
        return (int) (key >>> 17) & 0xF;
    }

    static int slot(long key) {
        return (int) (key >>> 21) & 0xFFF;
    }

    static int version(long key) {
        return (int) (key >>> 33) & 0x3F;
    }

    static int driver(long key) {
        return (int) (key >>> 39) & 0xFF;
    }
}
