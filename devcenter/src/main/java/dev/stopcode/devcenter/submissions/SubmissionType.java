package dev.stopcode.devcenter.submissions;

/** What a submission is to its product. */
public enum SubmissionType {
    /** The first of a product. */
    INITIAL,
    /** One that builds on the first. */
    DERIVED
}
