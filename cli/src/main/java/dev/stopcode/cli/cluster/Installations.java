package dev.stopcode.cli.cluster;

/** How the topics of an installation are reached. */
public interface Installations {

    /**
     * Opens an installation for reading.
     *
     * @throws dev.stopcode.cli.error.UserError if there is none
     */
    Records open(Where where);

    /**
     * Opens an installation for whatever its configuration is needed for.
     *
     * @throws dev.stopcode.cli.error.UserError if there is none
     */
    Installation connect(Where where);
}
