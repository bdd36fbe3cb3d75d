package dev.stopcode.sandbox.report;

/** What a row of a report has a value of. */
interface Attribute {

    /** The name that stands in the header row. */
    String label();

    Kind kind();
}
