package dev.stopcode.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is refused; the message has a line for each problem. */
public final class ConfigProblems extends RuntimeException {

    private final transient List<Problem> problems;

    ConfigProblems(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining(
                        "",
                        "The configuration has "
                                + (problems.size() == 1 ? "a problem:" : problems.size() + " problems:"),
                        "")));
        this.problems = List.copyOf(problems);
    }

    /** All of them. */
    public List<Problem> problems() {
        return problems;
    }
}
