package dev.stopcode.cli.evaluate;

/** One way to judge the groups of a file. */
public interface Evaluation {

    /** Bytes of the files that it reads. */
    long size();

    /** The first line of what it writes. */
    String[] header();

    /**
     * Reads all there is and submits each group to be judged.
     *
     * @return how much it read
     * @throws dev.stopcode.cli.error.UserError if a file cannot be read or used
     */
    Read read(Results results, Watch watch);

    /** What a group, and what is judged of it, is called; for people and for programs. */
    Nouns nouns();

    /** How much was read. */
    record Read(long groups, long rows) {}

    /**
     * Nouns.
     *
     * @param group one of them, such as {@code driver}
     * @param groups several
     * @param judged one of what is judged, such as {@code release}
     * @param raised one of what is raised, such as {@code verdict}
     */
    record Nouns(String group, String groups, String judged, String raised) {}

    /** Is told now and then how much has been read. */
    @FunctionalInterface
    interface Watch {
        void at(long bytes, long rows);
    }
}
