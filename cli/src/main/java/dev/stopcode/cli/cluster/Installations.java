package dev.stopcode.cli.cluster;

/** How the topics of an installation are reached. */
@FunctionalInterface
public interface Installations {

    /**
     * Opens an installation for reading.
     *
     * @throws dev.stopcode.cli.error.UserError if there is none
     */
    Records open(Where where);
}
