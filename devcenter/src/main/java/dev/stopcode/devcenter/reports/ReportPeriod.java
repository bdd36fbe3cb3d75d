package dev.stopcode.devcenter.reports;

/** The days before its run that a report looks back on. */
public enum ReportPeriod {
    YESTERDAY("Yesterday", 1),
    LAST_3_DAYS("Last3Days", 3),
    LAST_7_DAYS("Last7Days", 7),
    LAST_10_DAYS("Last10Days", 10),
    LAST_15_DAYS("Last15Days", 15),
    LAST_30_DAYS("Last30Days", 30),
    LAST_60_DAYS("Last60Days", 60),
    LAST_90_DAYS("Last90Days", 90);

    static final Spelling SPELLING = new Spelling(values());

    private final String documented;
    private final int days;

    ReportPeriod(String documented, int days) {
        this.documented = documented;
        this.days = days;
    }

    /** How many days there are in it. */
    public int days() {
        return days;
    }

    /** The documented name. */
    @Override
    public String toString() {
        return documented;
    }
}
