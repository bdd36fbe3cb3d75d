package dev.stopcode.devcenter.reports;

/** What a report is about. */
public enum ReportView {
    /** Failures of an IHV's drivers. */
    IHV_DRIVER("IHVDriver"),
    /** Failures of an OEM's hardware. */
    OEM_DRIVER("OEMDriver");

    static final Spelling SPELLING = new Spelling(values());

    private final String documented;

    ReportView(String documented) {
        this.documented = documented;
    }

    /** The documented name. */
    @Override
    public String toString() {
        return documented;
    }
}
