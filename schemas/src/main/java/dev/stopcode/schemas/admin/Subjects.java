package dev.stopcode.schemas.admin;

import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.serde.Compatibility;
import dev.stopcode.schemas.serde.JavaProperties;
import dev.stopcode.schemas.serde.RegisteredSchema;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.SchemaRegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The registry's side: one subject for each topic of Avro values. */
final class Subjects {

    private final SchemaRegistry registry;
    private final String prefix;

    Subjects(SchemaRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
    }

    List<Change> create(List<Topic<?>> topics) {
        List<Change> changes = new ArrayList<>();
        for (Topic<?> topic : topics) {
            if (topic.isAvro()) {
                create(topic.subject(prefix), schema(topic), changes);
            }
        }
        return changes;
    }

    List<Difference> verify(List<Topic<?>> topics) {
        List<Difference> differences = new ArrayList<>();
        for (Topic<?> topic : topics) {
            if (topic.isAvro()) {
                verify(topic.subject(prefix), schema(topic), differences);
            }
        }
        return differences;
    }

    private void create(String subject, Schema schema, List<Change> changes) {
        if (!isFullTransitive(registry.compatibility(subject))) {
            registry.setCompatibility(subject, Compatibility.FULL_TRANSITIVE);
            changes.add(new Change(Change.Kind.COMPATIBILITY_SET, subject));
        }
        if (!holds(subject, schema)) {
            registry.register(subject, schema);
            changes.add(new Change(Change.Kind.SCHEMA_REGISTERED, subject));
        }
    }

    private void verify(String subject, Schema schema, List<Difference> differences) {
        Optional<RegisteredSchema> latest = registry.latest(subject);
        if (latest.isEmpty()) {
            differences.add(new Difference(subject, "no schema is registered", Difference.CREATE));
        } else if (!holds(subject, schema)) {
            differences.add(new Difference(
                    subject,
                    "version " + latest.get().version() + " is not this release's schema, and no other version is",
                    Difference.CREATE));
        }
        Optional<Compatibility> level = registry.compatibility(subject);
        if (!isFullTransitive(level)) {
            differences.add(new Difference(
                    subject,
                    "compatibility is " + level.map(Compatibility::name).orElse("the registry's default")
                            + " instead of FULL_TRANSITIVE",
                    Difference.CREATE));
        }
    }

    private boolean holds(String subject, Schema schema) {
        try {
            registry.idOf(subject, schema);
            return true;
        } catch (SchemaRegistryException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isFullTransitive(Optional<Compatibility> level) {
        return level.filter(Compatibility.FULL_TRANSITIVE::equals).isPresent();
    }

    private static Schema schema(Topic<?> topic) {
        return JavaProperties.removedFrom(SpecificData.get().getSchema(topic.value()));
    }
}
