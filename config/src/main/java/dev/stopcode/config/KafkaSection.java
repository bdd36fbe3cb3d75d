package dev.stopcode.config;

import dev.stopcode.schemas.serde.SerdeKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
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
        return new KafkaConfig(
                settings.getString(PREFIX),
                settings.getInt(PARTITIONS),
                settings.getInt(REPLICATION).shortValue(),
                clients(values),
                serdes(values));
    }

    private static Map<String, String> clients(Map<String, String> values) {
        Map<String, String> clients = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(CLIENTS)) {
                clients.put(key.substring(CLIENTS.length()), value);
            }
        });
        return clients;
    }

    /** A setting that no client knows may belong to a plug-in, unless it looks like a slip of the pen. */
    private static void checkClients(Map<String, String> clients, List<Problem> problems) {
        List<ConfigDef> definitions =
                List.of(ProducerConfig.configDef(), ConsumerConfig.configDef(), AdminClientConfig.configDef());
        Set<String> known = definitions.stream()
                .flatMap(definition -> definition.names().stream())
                .collect(Collectors.toSet());
        clients.forEach((name, value) -> {
            Optional<String> problem = known.contains(name)
                    ? definitions.stream()
                            .flatMap(definition -> definition.validate(clients).stream())
                            .filter(checked -> checked.name().equals(name))
                            .flatMap(checked -> checked.errorMessages().stream())
                            .findFirst()
                            .map(message -> ConfigLoader.reason(message, name))
                    : Suggestion.of(name, known)
                            .map(near -> "unknown to Kafka's clients; did you mean " + CLIENTS + near + "?");
            problem.ifPresent(what -> problems.add(Problem.of(CLIENTS + name, value, what)));
        });
    }

    static void check(Map<String, String> values, List<Problem> problems) {
        if (problems.stream().noneMatch(problem -> SerdeKeys.isConfluent(problem.key()))) {
            try {
                SerdeKeys.check(serdes(values));
            } catch (ConfigException e) {
                problems.add(Problem.of("serdes", null, String.valueOf(e.getMessage())));
            }
        }
        checkClients(clients(values), problems);
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
