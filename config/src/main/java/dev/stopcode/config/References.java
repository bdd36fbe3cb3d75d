package dev.stopcode.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces {@code ${env:NAME}} by a variable of the environment and {@code ${file:/path}} by a file's text. */
final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final Map<String, String> env;
    private final List<Problem> problems;

    References(Map<String, String> env, List<Problem> problems) {
        this.env = env;
        this.problems = problems;
    }

    String resolve(String key, String value) {
        return REFERENCE
                .matcher(value)
                .replaceAll(match -> Matcher.quoteReplacement(replacement(key, value, match.group(1), match.group(2))));
    }

    private String replacement(String key, String value, String kind, String name) {
        String found = kind.equals("env") ? env.get(name) : text(name);
        if (found == null) {
            problems.add(Problem.of(
                    key,
                    value,
                    kind.equals("env")
                            ? "the environment has no variable " + name
                            : "the file " + name + " cannot be read"));
            return "";
        }
        return found;
    }

    private static @Nullable String text(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | IllegalArgumentException e) {
            return null; // reported by the caller, with the key
        }
    }
}
