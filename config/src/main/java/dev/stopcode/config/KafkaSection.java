package dev.stopcode.config;

import dev.stopcode.schemas.serde.SerdeKeys;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** {@code topics.*}, {@code kafka.*} and the keys of the Avro serdes. */
final class KafkaSection {

    static final String CLIENTS = "kafka.";

    private static final String BOOTSTRAP = CLIENTS + "bootstrap.servers";
    /** What is required, where nothing connects. */
    static final Map<String, String> NO_CLUSTER = Map.of(BOOTSTRAP, "none:9092", SerdeKeys.URL, "mock://none");

    private static final String PREFIX = "topics.prefix";
    private static final String PARTITIONS = "topics.partitions";
    private static final String REPLICATION = "topics.replication.factor";

    private KafkaSection() {}

    static void define(Keys keys) {
        keys.definition()
                .define(
                        BOOTSTRAP,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        ConfigDef.Importance.HIGH,
                        "Brokers to find the cluster by: host:port, separated by commas. Every other kafka.* key goes,"
                                + " without that prefix, to the Kafka clients as it is, for example"
                                + " kafka.security.protocol.");
        keys.text(
                        PREFIX,
                        "stopcode.",
                        Keys.parsedBy(KafkaSection::requireTopicName, "letters, digits, '.', '_' and '-'"),
                        "What the names of topics, groups and transactional ids begin with.")
                .number(PARTITIONS, 4, 1, "Partitions of the topics that scale. Not to be changed once they exist.")
                .number(REPLICATION, -1, -1, Short.MAX_VALUE, "Replicas of each topic; -1 for the cluster's default.");
        SerdeKeys.definition().configKeys().values().forEach(keys.definition()::define);
    }

    static KafkaConfig read(Settings settings, Map<String, String> values) {
        Map<String, String> clients = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(CLIENTS)) {
                clients.put(key.substring(CLIENTS.length()), value);
            }
        });
        return new KafkaConfig(
                settings.getString(PREFIX),
                settings.getInt(PARTITIONS),
                settings.getInt(REPLICATION).shortValue(),
                clients,
                serdes(values));
    }

    static void check(Map<String, String> values, List<Problem> problems) {
        if (problems.stream().noneMatch(problem -> SerdeKeys.isConfluent(problem.key()))) {
            try {
                SerdeKeys.check(serdes(values));
            } catch (ConfigException e) {
                problems.add(Problem.of("serdes", null, String.valueOf(e.getMessage())));
            }
        }
        if ("0".equals(values.get(REPLICATION))) {
            problems.add(Problem.of(REPLICATION, "0", "at least 1, or -1 for the cluster's default"));
        }
    }

    private static Map<String, String> serdes(Map<String, String> values) {
        Map<String, String> serdes = new TreeMap<>(values);
        serdes.keySet().removeIf(key -> !SerdeKeys.isConfluent(key));
        return serdes;
    }

    private static void requireTopicName(String text) {
        if (!text.matches("[a-zA-Z0-9._-]*")) {
            throw new IllegalArgumentException(text);
        }
    }
}
