package dev.stopcode.triage.limit;

import dev.stopcode.triage.limit.Problem.Kind;
import java.io.IOException;

/** Refuses a file for what is in it. A fault of the disk is another {@link IOException}. */
public final class Unreadable extends IOException {

    private final transient Problem problem;

    private Unreadable(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public static Unreadable limit(String text) {
        return new Unreadable(new Problem(Kind.LIMIT, text));
    }

    public static Unreadable hostile(String text) {
        return new Unreadable(new Problem(Kind.HOSTILE, text));
    }

    public static Unreadable broken(String text) {
        return new Unreadable(new Problem(Kind.BROKEN, text));
    }

    public Problem problem() {
        return problem;
    }
}
