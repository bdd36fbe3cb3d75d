package dev.stopcode.sandbox.world;

/**
 * Crashes on top of what a driver usually has.
 *
 * @param slot which of the driver's failures
 * @param version index of the version that has them, {@link #ANY_VERSION} for all
 * @param end last day
 * @param perDay mean number a day; a new failure has a third less on its first day
 */
record Surge(PlantedRegression.Kind kind, int slot, int version, int start, int end, double perDay) {

    static final int ANY_VERSION = -1;

    double mean(int day) {
        if (day < start || day > end) {
            return 0;
        }
        return kind == PlantedRegression.Kind.NEW_FAILURE && day == start ? perDay * 2 / 3 : perDay;
    }
}
