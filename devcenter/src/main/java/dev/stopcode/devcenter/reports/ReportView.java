package dev.stopcode.devcenter.reports;

import java.util.Arrays;
import java.util.Optional;

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

    /** The view of that name in any case; empty for an unknown one. */
    public static Optional<ReportView> named(String name) {
        return Arrays.stream(values())
                .filter(view -> view.documented.equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** The documented name. */
    @Override
    public String toString() {
        return documented;
    }
}
