package dev.stopcode.devcenter.reports;

import java.util.Arrays;
import java.util.Optional;

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

    /** The period of that name in any case; empty for an unknown one. */
    public static Optional<ReportPeriod> named(String name) {
        return Arrays.stream(values())
                .filter(period -> period.documented.equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** The documented name. */
    @Override
    public String toString() {
        return documented;
    }
}
