package dev.stopcode.schemas.serde;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A schema registry with Confluent's REST API. Safe for use by several threads.
 * Every method may throw {@link SchemaRegistryException}. Nothing is cached here: the serdes ask once for each schema.
 */
public interface SchemaRegistry extends AutoCloseable {

    /** The registry that the settings name ({@code schema.registry.url} and what belongs to it). */
    static SchemaRegistry connect(Map<String, ?> settings) {
        return new SerdeConfig(settings).registry();
    }

    /**
     * Registers the schema, if the subject does not hold it yet.
     *
     * @return the schema's id
     */
    int register(String subject, Schema schema);

    /**
     * The id under which the subject holds exactly this schema.
     *
     * @throws SchemaRegistryException with {@link SchemaRegistryException#isNotFound()} if it does not
     */
    int idOf(String subject, Schema schema);

    /** The schema with that id, whatever subject holds it. */
    Schema byId(int id);

    /** The subject's newest schema, empty if the subject holds none. */
    Optional<RegisteredSchema> latest(String subject);

    /** Sets what the subject asks of its next schema. */
    void setCompatibility(String subject, Compatibility level);

    /** What was set for the subject itself, empty where the registry's default holds. */
    Optional<Compatibility> compatibility(String subject);

    /** All subjects. */
    List<String> subjects();

    @Override
    void close();
}
