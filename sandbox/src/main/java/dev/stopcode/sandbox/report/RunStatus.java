package dev.stopcode.sandbox.report;

/** How far a run is. */
public enum RunStatus {
    PENDING("Pending"),
    IN_PROGRESS("In Progress"),
    COMPLETED("Completed"),
    FAILED("Failed");

    private final String label;

    RunStatus(String label) {
        this.label = label;
    }

    /** As the vendor writes it. */
    @Override
    public String toString() {
        return label;
    }
}
