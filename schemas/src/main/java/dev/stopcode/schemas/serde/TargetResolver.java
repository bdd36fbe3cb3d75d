package dev.stopcode.schemas.serde;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Asks the registry once, when the first record of a schema goes to a topic. */
final class TargetResolver implements AutoCloseable {

    private final SchemaRegistry registry;
    private final SubjectNameStrategy strategy;
    private final boolean isKey;
    private final boolean autoRegister;
    private final boolean useLatest;
    private final boolean latestStrict;
    private final boolean removeJavaProperties;

    TargetResolver(SerdeConfig config, boolean isKey) {
        this.registry = config.registry();
        this.strategy = config.strategy(isKey);
        this.isKey = isKey;
        this.autoRegister = config.getBoolean(SerdeKeys.AUTO_REGISTER);
        this.useLatest = config.getBoolean(SerdeKeys.USE_LATEST);
        this.latestStrict = config.getBoolean(SerdeKeys.LATEST_STRICT);
        this.removeJavaProperties = config.getBoolean(SerdeKeys.REMOVE_JAVA_PROPERTIES);
    }

    Target resolve(String topic, IndexedRecord record) {
        Schema schema = record.getSchema();
        String subject = strategy.subject(topic, isKey, schema);
        try {
            return useLatest ? latest(subject, record) : own(subject, record);
        } catch (SchemaRegistryException e) {
            throw new SerializationException(
                    e.isNotFound() ? unregistered(subject, schema) : "No schema id for subject " + subject, e);
        }
    }

    private Target own(String subject, IndexedRecord record) {
        Schema schema = record.getSchema();
        Schema sent = removeJavaProperties ? JavaProperties.removedFrom(schema) : schema;
        int id = autoRegister ? registry.register(subject, sent) : registry.idOf(subject, sent);
        return Target.of(id, writer(record));
    }

    private Target latest(String subject, IndexedRecord record) {
        Schema schema = record.getSchema();
        RegisteredSchema latest =
                registry.latest(subject).orElseThrow(() -> new SerializationException(unregistered(subject, schema)));
        if (latestStrict) {
            Compatibility.BACKWARD.problem(latest.schema(), List.of(schema)).ifPresent(problem -> {
                throw new SerializationException("The newest schema of subject " + subject + " (version "
                        + latest.version() + ") cannot read what " + schema.getFullName() + " writes: " + problem
                        + ". Set " + SerdeKeys.LATEST_STRICT + "=false to write nevertheless.");
            });
        }
        boolean sameBytes =
                SchemaNormalization.toParsingForm(schema).equals(SchemaNormalization.toParsingForm(latest.schema()));
        return Target.of(
                latest.id(),
                sameBytes ? writer(record) : new ConvertingWriter(writer(record), schema, latest.schema()));
    }

    private static DatumWriter<IndexedRecord> writer(IndexedRecord record) {
        SpecificData data =
                record instanceof SpecificRecord ? SpecificData.getForClass(record.getClass()) : SpecificData.get();
        return new SpecificDatumWriter<>(record.getSchema(), data);
    }

    private static String unregistered(String subject, Schema schema) {
        return "Schema " + schema.getFullName() + " is not registered under subject " + subject
                + ": run `stopcode topics create`, or set " + SerdeKeys.AUTO_REGISTER + "=true.";
    }

    @Override
    public void close() {
        registry.close();
    }
}
