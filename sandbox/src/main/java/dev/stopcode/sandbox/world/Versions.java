package dev.stopcode.sandbox.world;

/** Releases of a driver by index, from one to another: all of a branch are neighbours, older ones first. */
record Versions(int first, int last) {

    static Versions only(int index) {
        return new Versions(index, index);
    }

    /** The release that a computer has, if it has one of these; the number of a computer is below 65536. */
    int of(int computer, int[] shares) {
        if (first == last) {
            return first;
        }
        int from = from(shares);
        int number = from + (int) ((long) computer * (shares[last] - from) / ReleaseHistory.WHOLE);
        int i = first;
        while (i < last && shares[i] <= number) {
            i++;
        }
        return i;
    }

    /** Share of all computers that have one of these. */
    double share(int[] shares) {
        return (double) (shares[last] - from(shares)) / ReleaseHistory.WHOLE;
    }

    private int from(int[] shares) {
        return first == 0 ? 0 : shares[first - 1];
    }
}
