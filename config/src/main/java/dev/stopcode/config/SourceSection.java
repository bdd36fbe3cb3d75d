package dev.stopcode.config;

import dev.stopcode.devcenter.Flavour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.jspecify.annotations.Nullable;

/** {@code sources} and {@code source.<id>.*}. */
final class SourceSection {

    static final String PREFIX = "source.";

    private static final String SOURCES = "sources";
    private static final Set<String> PARTS = Set.of("flavour", "application", "counting");
    private static final String FLAVOURS =
            Arrays.stream(Flavour.values()).map(Flavour::id).collect(Collectors.joining(", "));

    private SourceSection() {}

    static void define(Keys keys) {
        keys.list(
                SOURCES,
                "",
                ValidList.anyNonDuplicateValues(true, false),
                "Ids of what is harvested, separated by commas. An id stands in topics and checkpoints: it is not to be"
                        + " changed once rows were harvested.");
    }

    /** The keys that these sources have. */
    static List<String> keys(Map<String, String> values) {
        return ids(values).stream()
                .flatMap(id -> PARTS.stream().sorted().map(part -> PREFIX + id + "." + part))
                .toList();
    }

    static List<SourceConfig> read(Map<String, String> values, List<Problem> problems) {
        List<SourceConfig> sources = new ArrayList<>();
        for (String id : ids(values)) {
            if (id.matches("[a-z0-9][a-z0-9-]*")) {
                read(id, values, problems).ifPresent(sources::add);
            } else {
                problems.add(Problem.of(SOURCES, id, "an id has small letters, digits and '-' only"));
            }
        }
        return sources;
    }

    private static Optional<SourceConfig> read(String id, Map<String, String> values, List<Problem> problems) {
        String prefix = PREFIX + id + ".";
        int before = problems.size();
        String name = values.get(prefix + "flavour");
        Optional<Flavour> flavour = Arrays.stream(Flavour.values())
                .filter(one -> one.id().equals(name))
                .findFirst();
        if (flavour.isEmpty()) {
            problems.add(
                    Problem.of(prefix + "flavour", name, (name == null ? "missing; " : "") + "allowed: " + FLAVOURS));
        }
        String application = values.get(prefix + "application");
        flavour.ifPresent(known -> checkApplication(prefix + "application", application, known, problems));
        String counting = values.getOrDefault(prefix + "counting", "true");
        if (!counting.equals("true") && !counting.equals("false")) {
            problems.add(Problem.of(prefix + "counting", counting, "allowed: true, false"));
        }
        return problems.size() > before
                ? Optional.empty()
                : flavour.map(known -> new SourceConfig(id, known, application, counting.equals("true")));
    }

    private static void checkApplication(
            String key, @Nullable String application, Flavour flavour, List<Problem> problems) {
        if (flavour.needsApplication() && application == null) {
            problems.add(
                    Problem.of(key, null, "missing: the flavour " + flavour.id() + " is asked for one application"));
        } else if (!flavour.needsApplication() && application != null) {
            problems.add(
                    Problem.of(key, application, "the flavour " + flavour.id() + " has no applications: remove it"));
        }
    }

    private static List<String> ids(Map<String, String> values) {
        return Arrays.stream(values.getOrDefault(SOURCES, "").split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }
}
