package dev.stopcode.devcenter.reports;

/** The days before its run that a report looks back on. */
public enum ReportPeriod {
    YESTERDAY("Yesterday"),
    LAST_3_DAYS("Last3Days"),
    LAST_7_DAYS("Last7Days"),
    LAST_10_DAYS("Last10Days"),
    LAST_15_DAYS("Last15Days"),
    LAST_30_DAYS("Last30Days"),
    LAST_60_DAYS("Last60Days"),
    LAST_90_DAYS("Last90Days");

    static final Spelling SPELLING = new Spelling(values());

    private final String documented;

    ReportPeriod(String documented) {
        this.documented = documented;
    }

    /** The documented name. */
    @Override
    public String toString() {
        return documented;
    }
}
