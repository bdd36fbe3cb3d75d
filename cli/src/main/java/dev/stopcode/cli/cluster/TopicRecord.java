package dev.stopcode.cli.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.output.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read.
 *
 * @param timestamp the broker's, which is the time of the harvest
 * @param value an Avro record, bytes, or null for a record that deletes its key
 * @param headers as text; the last one of a name
 */
public record TopicRecord(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @Nullable String key,
        @Nullable Object value,
        Map<String, String> headers) {

    public TopicRecord {
        headers = Map.copyOf(headers);
    }

    /** All of it; headers only where there are some. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("topic", topic);
        json.put("partition", partition);
        json.put("offset", offset);
        json.put("timestamp", timestamp.toString());
        json.put("key", key);
        json.set("value", Json.of(value));
        if (!headers.isEmpty()) {
            json.set("headers", Json.of(headers));
        }
        return json;
    }
}
