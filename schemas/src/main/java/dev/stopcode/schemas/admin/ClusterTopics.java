package dev.stopcode.schemas.admin;

import dev.stopcode.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/** The cluster's side. */
final class ClusterTopics {

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Admin admin;
    private final String prefix;
    private final int partitions;
    private final short replicationFactor;

    ClusterTopics(Admin admin, String prefix, int partitions, short replicationFactor) {
        this.admin = admin;
        this.prefix = prefix;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    List<Change> create(List<Topic<?>> topics) {
        Set<String> existing = describe(topics).keySet();
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name(prefix)))
                .map(this::definition)
                .toList();
        List<Change> changes = new ArrayList<>();
        admin.createTopics(missing).values().forEach((name, created) -> {
            if (succeeds(created, TopicExistsException.class)) { // else another process was quicker
                changes.add(new Change(Change.Kind.TOPIC_CREATED, name));
            }
        });
        awaitVisible(topics);
        return changes;
    }

    List<Difference> verify(List<Topic<?>> topics) {
        Map<String, TopicDescription> existing = describe(topics);
        Map<ConfigResource, Config> configs = get(admin.describeConfigs(
                        existing.keySet().stream().map(ClusterTopics::resource).toList())
                .all());
        List<Difference> differences = new ArrayList<>();
        for (Topic<?> topic : topics) {
            String name = topic.name(prefix);
            TopicDescription description = existing.get(name);
            Config config = configs.get(resource(name));
            if (description == null || config == null) {
                differences.add(new Difference(name, "the topic is missing", Difference.CREATE));
            } else {
                comparePartitions(topic, description, differences);
                compareConfig(topic, config, differences);
            }
        }
        return differences;
    }

    /** A broker answers from its own copy of the metadata, which comes later; a topology would miss its topics. */
    private void awaitVisible(List<Topic<?>> topics) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (describe(topics).size() < topics.size()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("Created topics did not appear within " + VISIBLE_WITHIN.toSeconds() + " s");
            }
            Utils.sleep(POLL.toMillis());
        }
    }

    private void comparePartitions(Topic<?> topic, TopicDescription found, List<Difference> differences) {
        int expected = topic.partitions(partitions);
        int actual = found.partitions().size();
        if (actual != expected) {
            differences.add(new Difference(
                    found.name(),
                    actual + " partitions instead of " + expected,
                    "the order of a key's records depends on it: set kafka partitions in the configuration to what the"
                            + " cluster has, or create the topic anew while nothing runs"));
        }
    }

    private void compareConfig(Topic<?> topic, Config found, List<Difference> differences) {
        topic.config().forEach((key, expected) -> {
            String actual = found.get(key).value();
            if (!asSet(expected).equals(asSet(actual))) {
                String name = topic.name(prefix);
                differences.add(new Difference(
                        name,
                        key + "=" + actual + " instead of " + expected,
                        "run `kafka-configs.sh --alter --entity-type topics --entity-name " + name + " --add-config "
                                + key + "=[" + expected + "]`"));
            }
        });
    }

    private Map<String, TopicDescription> describe(List<Topic<?>> topics) {
        Map<String, TopicDescription> found = new LinkedHashMap<>();
        admin.describeTopics(topics.stream().map(topic -> topic.name(prefix)).toList())
                .topicNameValues()
                .forEach((name, description) -> {
                    if (succeeds(description, UnknownTopicOrPartitionException.class)) {
                        found.put(name, get(description));
                    }
                });
        return found;
    }

    private NewTopic definition(Topic<?> topic) {
        return new NewTopic(topic.name(prefix), topic.partitions(partitions), replicationFactor)
                .configs(new HashMap<>(topic.config()));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static Set<String> asSet(String list) {
        return new HashSet<>(Arrays.asList(list.split(",")));
    }

    /** Whether the call succeeded; false for that one error, thrown for others. */
    private static boolean succeeds(KafkaFuture<?> future, Class<? extends KafkaException> expected) {
        try {
            get(future);
            return true;
        } catch (KafkaException e) {
            if (expected.isInstance(e)) {
                return false;
            }
            throw e;
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
