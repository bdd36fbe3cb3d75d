package dev.stopcode.sandbox.report;

import java.util.List;

/** What is wrong with a request about reports, all of it. */
public final class ReportProblems extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public ReportProblems(List<String> problems) {
        super(String.join("; ", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** One sentence each. */
    public List<String> problems() {
        return problems;
    }
}
