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

    static final String ID_RULE = "an id has small letters, digits and '-' only";
    static final String SOURCES = "sources";
    static final Set<String> PARTS = Set.of("flavour", "application", "counting");
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

    /** The keys of what a list names: of sources, or of reports. */
    static List<String> keys(Map<String, String> values, String list, String prefix, Set<String> parts) {
        return ids(values, list).stream()
                .flatMap(id -> parts.stream().sorted().map(part -> prefix + id + "." + part))
                .toList();
    }

    static boolean isId(String id) {
        return id.matches("[a-z0-9][a-z0-9-]*");
    }

    static List<SourceConfig> read(Map<String, String> values, List<Problem> problems) {
        List<SourceConfig> sources = new ArrayList<>();
        for (String id : ids(values, SOURCES)) {
            if (isId(id)) {
                read(id, values, problems).ifPresent(sources::add);
            } else {
                problems.add(Problem.of(SOURCES, id, ID_RULE));
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

    static List<String> ids(Map<String, String> values, String list) {
        return Arrays.stream(values.getOrDefault(list, "").split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }
}
