package dev.stopcode.cli.output;

/** How results are printed. */
public enum Format {
    /** For people. */
    table,
    /** For programs. */
    json
}
