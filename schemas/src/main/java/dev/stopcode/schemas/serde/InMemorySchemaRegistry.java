package dev.stopcode.schemas.serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** A registry within the process ({@code mock://scope}): serdes of the same scope share it. */
final class InMemorySchemaRegistry implements SchemaRegistry {

    static final String SCHEME = "mock://";

    private static final Map<String, InMemorySchemaRegistry> SCOPES = new ConcurrentHashMap<>();

    private final List<String> texts = new ArrayList<>();
    private final Map<String, List<RegisteredSchema>> versions = new TreeMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();

    private InMemorySchemaRegistry() {}

    static SchemaRegistry inScope(String scope) {
        return SCOPES.computeIfAbsent(scope, name -> new InMemorySchemaRegistry());
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        Optional<RegisteredSchema> known = find(subject, schema);
        if (known.isPresent()) {
            return known.get().id();
        }
        List<RegisteredSchema> earlier = versions.getOrDefault(subject, List.of());
        compatibility(subject)
                .orElse(Compatibility.BACKWARD)
                .problem(schema, earlier.stream().map(RegisteredSchema::schema).toList())
                .ifPresent(problem -> {
                    throw SchemaRegistryException.answered(409, "Incompatible schema for " + subject + ": " + problem);
                });
        RegisteredSchema registered = new RegisteredSchema(idOf(schema.toString()), earlier.size() + 1, schema);
        versions.computeIfAbsent(subject, name -> new ArrayList<>()).add(registered);
        return registered.id();
    }

    @Override
    public synchronized int idOf(String subject, Schema schema) {
        return find(subject, schema)
                .map(RegisteredSchema::id)
                .orElseThrow(() -> SchemaRegistryException.answered(404, "Schema not found in subject " + subject));
    }

    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > texts.size()) {
            throw SchemaRegistryException.answered(404, "Schema " + id + " not found");
        }
        return new Schema.Parser().parse(texts.get(id - 1));
    }

    @Override
    public synchronized Optional<RegisteredSchema> latest(String subject) {
        return Optional.ofNullable(versions.get(subject)).map(List::getLast);
    }

    @Override
    public synchronized void setCompatibility(String subject, Compatibility level) {
        levels.put(subject, level);
    }

    @Override
    public synchronized Optional<Compatibility> compatibility(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    @Override
    public synchronized List<String> subjects() {
        return List.copyOf(versions.keySet());
    }

    @Override
    public void close() {
        // lives as long as the process, for the other serdes of its scope
    }

    private int idOf(String text) {
        if (!texts.contains(text)) {
            texts.add(text);
        }
        return texts.indexOf(text) + 1;
    }

    private Optional<RegisteredSchema> find(String subject, Schema schema) {
        String text = schema.toString();
        return versions.getOrDefault(subject, List.of()).stream()
                .filter(version -> version.schema().toString().equals(text))
                .findFirst();
    }
}
