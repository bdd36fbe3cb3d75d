package dev.stopcode.cli.cluster;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Text;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.admin.Difference;
import dev.stopcode.schemas.admin.TopicProvisioner;
import dev.stopcode.schemas.serde.SchemaRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.InterruptException;

/** Topics and schemas of an installation. */
public final class Provisioning {

    private Provisioning() {}

    /** Creates what is missing; what is there stays as it is. One line for each thing that was done. */
    public static List<String> create(KafkaConfig kafka) {
        return with(kafka, provisioner -> lines(provisioner.create()));
    }

    /** What is missing or differs from the catalogue, one line each, and below them what puts them right. */
    public static List<String> verify(KafkaConfig kafka) {
        return with(kafka, provisioner -> byRemedy(provisioner.verify()));
    }

    /** The topics of the catalogue that the cluster does not show to this client. */
    public static List<String> missing(KafkaConfig kafka) {
        try (Admin admin = admin(kafka)) {
            Set<String> there = admin.listTopics().names().get();
            return Topics.ALL.stream()
                    .map(kafka::name)
                    .filter(name -> !there.contains(name))
                    .toList();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /**
     * Asks for registry and topics before a process needs them.
     *
     * @throws UserError if topics are missing
     */
    public static void require(KafkaConfig kafka) {
        try (SchemaRegistry registry = SchemaRegistry.connect(kafka.serdes())) {
            registry.subjects();
        }
        List<String> missing = missing(kafka);
        if (!missing.isEmpty()) {
            throw UserError.failed("The cluster lacks " + Text.count(missing.size(), "topic") + ", "
                    + missing.getFirst() + " for one: run `stopcode topics create` first.");
        }
    }

    static List<String> byRemedy(List<Difference> differences) {
        Map<String, List<Difference>> groups = differences.stream()
                .collect(Collectors.groupingBy(Difference::remedy, LinkedHashMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        groups.forEach((remedy, group) -> {
            group.forEach(difference -> lines.add(difference.name() + ": " + difference.problem()));
            lines.add("-> " + remedy);
        });
        return lines;
    }

    private static List<String> lines(List<?> items) {
        return items.stream().map(Object::toString).toList();
    }

    private static <T> T with(KafkaConfig kafka, Function<TopicProvisioner, T> work) {
        try (Admin admin = admin(kafka);
                SchemaRegistry registry = SchemaRegistry.connect(kafka.serdes())) {
            return work.apply(new TopicProvisioner(
                    admin, registry, kafka.prefix(), kafka.partitions(), kafka.replicationFactor()));
        }
    }

    /** A client that gives up while somebody still waits at the keyboard. */
    private static Admin admin(KafkaConfig kafka) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        return Admin.create(settings);
    }
}
