package dev.stopcode.config;

import dev.stopcode.schemas.Topic;
import java.util.HashMap;
import java.util.Map;

/**
 * The cluster and its schema registry.
 *
 * @param prefix what every topic name, group and transactional id begins with, for example {@code stopcode.}
 * @param partitions partitions of the topics that scale
 * @param replicationFactor replicas of each topic; -1 for the cluster's default
 * @param clients settings of every Kafka client ({@code kafka.*} of the file, without that prefix)
 * @param serdes settings of the Avro serdes and the registry ({@code schema.registry.*} and the serdes' own keys)
 */
public record KafkaConfig(
        String prefix,
        int partitions,
        short replicationFactor,
        Map<String, String> clients,
        Map<String, String> serdes) {

    public KafkaConfig {
        clients = Map.copyOf(clients);
        serdes = Map.copyOf(serdes);
    }

    /** The topic's name in this installation. */
    public String name(Topic<?> topic) {
        return topic.name(prefix);
    }

    /** A fresh, changeable map of the client settings. */
    public Map<String, Object> clientSettings() {
        return new HashMap<>(clients);
    }
}
