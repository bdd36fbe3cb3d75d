package dev.stopcode.schemas.admin;

import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.SchemaRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** The topics and subjects of one installation. */
public final class TopicProvisioner {

    private final ClusterTopics topics;
    private final Subjects subjects;

    /**
     * @param prefix of topic names
     * @param partitions of the topics that scale
     * @param replicationFactor replicas of each topic, -1 for the cluster's default
     */
    public TopicProvisioner(
            Admin admin, SchemaRegistry registry, String prefix, int partitions, short replicationFactor) {
        this.topics = new ClusterTopics(admin, prefix, partitions, replicationFactor);
        this.subjects = new Subjects(registry, prefix);
    }

    /**
     * Creates the topics that are missing, and registers this release's schemas under FULL_TRANSITIVE compatibility.
     * Topics that exist are left as they are. May be repeated.
     *
     * @return what was done, nothing if there was nothing to do
     * @throws org.apache.kafka.common.KafkaException if cluster or registry refuse or cannot be reached
     */
    public List<Change> create() {
        return Stream.concat(topics.create(Topics.ALL).stream(), subjects.create(Topics.ALL).stream())
                .toList();
    }

    /**
     * Where cluster and registry differ from the catalogue; empty if nowhere.
     *
     * @throws org.apache.kafka.common.KafkaException if cluster or registry cannot be reached
     */
    public List<Difference> verify() {
        return Stream.concat(topics.verify(Topics.ALL).stream(), subjects.verify(Topics.ALL).stream())
                .toList();
    }
}
