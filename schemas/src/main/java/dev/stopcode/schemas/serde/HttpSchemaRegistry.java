package dev.stopcode.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** The registry's REST API. */
final class HttpSchemaRegistry implements SchemaRegistry {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryHttp http;
    private final String query;

    HttpSchemaRegistry(List<URI> bases, SerdeConfig config) {
        this.http = new RegistryHttp(bases, config);
        this.query = config.getBoolean(SerdeKeys.NORMALIZE) ? "?normalize=true" : "";
    }

    @Override
    public int register(String subject, Schema schema) {
        return number(http.call("POST", "subjects/" + encoded(subject) + "/versions" + query, body(schema)), "id");
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return number(http.call("POST", "subjects/" + encoded(subject) + query, body(schema)), "id");
    }

    @Override
    public Schema byId(int id) {
        return parsed(http.call("GET", "schemas/ids/" + id, null), "schema " + id);
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        return found(() -> http.call("GET", "subjects/" + encoded(subject) + "/versions/latest", null))
                .map(answer -> new RegisteredSchema(
                        number(answer, "id"),
                        number(answer, "version"),
                        parsed(answer, "the latest schema of " + subject)));
    }

    @Override
    public void setCompatibility(String subject, Compatibility level) {
        http.call("PUT", "config/" + encoded(subject), JSON.createObjectNode().put("compatibility", level.name()));
    }

    @Override
    public Optional<Compatibility> compatibility(String subject) {
        return found(() -> http.call("GET", "config/" + encoded(subject), null))
                .map(answer -> Compatibility.valueOf(text(answer, "compatibilityLevel")));
    }

    @Override
    public List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        http.call("GET", "subjects", null).forEach(subject -> subjects.add(subject.textValue()));
        return subjects;
    }

    @Override
    public void close() {
        http.close();
    }

    private static ObjectNode body(Schema schema) {
        return JSON.createObjectNode().put("schema", schema.toString());
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Optional<JsonNode> found(Supplier<JsonNode> call) {
        try {
            return Optional.of(call.get());
        } catch (SchemaRegistryException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Schema parsed(JsonNode answer, String what) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || !answer.path("references").isEmpty()) {
            throw SchemaRegistryException.unusable(what + " is no Avro schema of its own: type " + type, null);
        }
        try {
            return new Schema.Parser().parse(text(answer, "schema"));
        } catch (SchemaParseException e) {
            throw SchemaRegistryException.unusable(what + " cannot be parsed", e);
        }
    }

    private static int number(JsonNode answer, String field) {
        if (!answer.path(field).isInt()) {
            throw SchemaRegistryException.unusable("The registry's answer has no number \"" + field + "\"", null);
        }
        return answer.path(field).intValue();
    }

    private static String text(JsonNode answer, String field) {
        if (!answer.path(field).isTextual()) {
            throw SchemaRegistryException.unusable("The registry's answer has no text \"" + field + "\"", null);
        }
        return answer.path(field).textValue();
    }
}
