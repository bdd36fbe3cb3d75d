package dev.stopcode.cli.cluster;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.admin.TopicProvisioner;
import dev.stopcode.schemas.serde.SchemaRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Topics and schemas of an installation. */
public final class Provisioning {

    private Provisioning() {}

    /** Creates what is missing; what is there stays as it is. One line for each thing that was done. */
    public static List<String> create(KafkaConfig kafka) {
        return with(kafka, provisioner -> lines(provisioner.create()));
    }

    /** What is missing or differs from the catalogue, one line each. */
    public static List<String> verify(KafkaConfig kafka) {
        return with(kafka, provisioner -> lines(provisioner.verify()));
    }

    private static List<String> lines(List<?> items) {
        return items.stream().map(Object::toString).toList();
    }

    private static <T> T with(KafkaConfig kafka, Function<TopicProvisioner, T> work) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        try (Admin admin = Admin.create(settings);
                SchemaRegistry registry = SchemaRegistry.connect(kafka.serdes())) {
            return work.apply(new TopicProvisioner(
                    admin, registry, kafka.prefix(), kafka.partitions(), kafka.replicationFactor()));
        }
    }
}
