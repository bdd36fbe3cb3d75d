package dev.stopcode.config;

import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.schemas.serde.SerdeKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Reads the configuration and refuses it with all of its problems at once. */
public final class ConfigLoader {

    private static final ConfigDef DEFINITION = define();

    private ConfigLoader() {}

    /**
     * One configuration out of a properties file, the environment ({@code STOPCODE_DEVCENTER_CLIENT_SECRET} is
     * {@code devcenter.client.secret}) and overrides; the later ones win. In each, {@code ${env:NAME}} and
     * {@code ${file:/path}} stand for a variable and for a file's text.
     *
     * @param file the properties file (UTF-8), null for none
     * @param env the environment, whole
     * @param overrides what flags set, by key
     * @throws ConfigProblems if anything is unknown, missing, wrong or contradictory
     */
    public static StopcodeConfig load(@Nullable Path file, Map<String, String> env, Map<String, String> overrides) {
        return load(file, env, overrides, Map.of());
    }

    /**
     * How to reach the Dev Center, for what needs no cluster: out of the same configuration, which may leave the
     * cluster and its registry out. Null where no credentials are configured.
     *
     * @throws ConfigProblems as {@link #load}
     */
    public static @Nullable DevCenterConfig devCenter(
            @Nullable Path file, Map<String, String> env, Map<String, String> overrides) {
        return load(file, env, overrides, KafkaSection.NO_CLUSTER).devCenter();
    }

    private static StopcodeConfig load(
            @Nullable Path file, Map<String, String> env, Map<String, String> overrides, Map<String, String> defaults) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> values = RawSettings.merge(file, env, overrides, problems);
        defaults.forEach(values::putIfAbsent);
        int unread = problems.size();
        Set<String> unreadKeys = problems.stream().map(Problem::key).collect(Collectors.toSet());
        refuseUnknown(values, env, problems);
        refuseInvalid(values, problems);
        DevCenterSection.check(values, problems);
        KafkaSection.check(values, problems);
        StoreSection.check(values, problems);
        List<SourceConfig> sources = SourceSection.read(values, problems);
        List<ReportConfig> reports = ReportSection.read(values, sources, problems);
        if (!SourceSection.ids(values, ReportSection.REPORTS).isEmpty()
                && values.getOrDefault(ProcessSections.DEVICE_KEY, "").isEmpty()) {
            problems.add(Problem.of(
                    ProcessSections.DEVICE_KEY, null, "missing: a report's events are told apart by their devices"));
        }
        // what else is wrong with a value that could not be read only follows from that
        problems.subList(unread, problems.size()).removeIf(problem -> unreadKeys.contains(problem.key()));
        if (!problems.isEmpty()) {
            throw new ConfigProblems(problems);
        }
        Settings settings = new Settings(DEFINITION, values);
        return new StopcodeConfig(
                KafkaSection.read(settings, values),
                DevCenterSection.read(settings),
                sources,
                reports,
                ReportSection.callback(settings),
                ProcessSections.harvest(settings),
                ProcessSections.streams(settings),
                ProcessSections.detection(settings),
                ProcessSections.cabs(settings),
                ManagementSection.read(settings));
    }

    static ConfigDef definition() {
        return DEFINITION;
    }

    private static void refuseUnknown(Map<String, String> values, Map<String, String> env, List<Problem> problems) {
        Set<String> known = new TreeSet<>(DEFINITION.names());
        known.addAll(SourceSection.keys(values, SourceSection.SOURCES, SourceSection.PREFIX, SourceSection.PARTS));
        known.addAll(SourceSection.keys(values, ReportSection.REPORTS, ReportSection.PREFIX, ReportSection.PARTS));
        values.forEach((key, value) -> {
            if (!known.contains(key)
                    && !key.startsWith(KafkaSection.CLIENTS)
                    && !(SerdeKeys.isConfluent(key) && SerdeKeys.isForeign(values))) {
                String variable = RawSettings.variable(key);
                problems.add(Problem.of(
                        key,
                        value,
                        unknown(key, known) + (env.containsKey(variable) ? " (set by " + variable + ")" : "")));
            }
        });
    }

    private static String unknown(String key, Set<String> known) {
        if (SerdeKeys.isConfluent(key)) {
            return "a key of Confluent's serdes that Stopcode's do not honour";
        }
        if (key.startsWith(SourceSection.PREFIX)) {
            return "unknown key, or a source that `sources` does not list";
        }
        if (key.startsWith(ReportSection.PREFIX)) {
            return "unknown key, or a report that `reports` does not list";
        }
        return "unknown key"
                + Suggestion.of(key, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }

    private static void refuseInvalid(Map<String, String> values, List<Problem> problems) {
        DEFINITION.validate(values).stream()
                .filter(checked -> !checked.errorMessages().isEmpty())
                .sorted(Comparator.comparing(ConfigValue::name))
                .map(wrong -> Problem.of(
                        wrong.name(),
                        values.get(wrong.name()),
                        reason(wrong.errorMessages().getFirst(), wrong.name())))
                .forEach(problems::add);
    }

    /** Kafka's message without the value, which may be a secret, and the key. */
    static String reason(String message, String key) {
        if (message.startsWith("Missing required")) {
            return "missing";
        }
        String start = " for configuration " + key + ": ";
        int end = message.indexOf(start);
        return end < 0 ? message : message.substring(end + start.length());
    }

    private static ConfigDef define() {
        Keys keys = new Keys();
        KafkaSection.define(keys);
        DevCenterSection.define(keys);
        SourceSection.define(keys);
        ReportSection.define(keys);
        ProcessSections.define(keys);
        StoreSection.define(keys);
        ManagementSection.define(keys);
        return keys.definition();
    }
}
