package dev.stopcode.streams;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topology that the broker keeps for the group, and to which it holds every thread that joins. */
final class GroupTopology {

    private static final Logger log = LoggerFactory.getLogger(GroupTopology.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 300;

    private final KafkaConfig kafka;
    private final String group;

    GroupTopology(KafkaConfig kafka) {
        this.kafka = kafka;
        this.group = StreamsApp.applicationId(kafka);
    }

    /**
     * Makes the broker forget it, so that the next thread that joins brings its own; what the group has committed stays.
     * Nothing happens while the group has members.
     *
     * @return the hosts of its members
     */
    synchronized Set<String> forget() {
        try (Admin admin = Admin.create(kafka.clientSettings())) {
            Set<String> hosts = admin.describeStreamsGroups(List.of(group)).all().get().values().stream()
                    .flatMap(description -> description.members().stream())
                    .map(StreamsGroupMemberDescription::clientHost)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (hosts.isEmpty()) {
                joinAsConsumer();
                log.atInfo()
                        .addKeyValue("group", group)
                        .log("the group ran another topology, and goes on from what that has committed");
            }
            return hosts;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Set.of(); // another thread came first
            }
            throw new KafkaException("group " + group + " cannot be described", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * An empty group changes its protocol with its next member, and only its offsets outlast that: it is one of consumers
     * until a stream thread joins. No record is taken from it, as nothing is committed.
     */
    private void joinAsConsumer() {
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG); // who has one does not leave when it closes
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(kafka.name(Topics.FAILURE_HITS)));
            for (int polls = 0; consumer.groupMetadata().generationId() < 0; polls++) {
                if (polls == POLLS) {
                    throw new TimeoutException("group " + group + " cannot be joined");
                }
                consumer.poll(POLL);
            }
        }
    }
}
