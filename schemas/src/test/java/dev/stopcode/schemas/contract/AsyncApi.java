package dev.stopcode.schemas.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topic.Party;
import dev.stopcode.schemas.Topics;
import java.util.Set;

/** The catalogue as an AsyncAPI document. */
final class AsyncApi {

    private static final String PREFIX = "stopcode.";
    private static final String KAFKA_BINDING = "0.5.0";

    private AsyncApi() {}

    static String document() throws JsonProcessingException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("asyncapi", "3.0.0");
        info(document.putObject("info"));
        server(document.putObject("servers").putObject("local"));
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        ObjectNode schemas = components.putObject("schemas");
        registered(components.putObject("messageTraits").putObject("registered"));
        for (Topic<?> topic : Topics.ALL) {
            channel(channels.putObject(topic.baseName()), topic);
            operation(operations, "send", topic, topic.parties().writers());
            operation(operations, "receive", topic, topic.parties().readers());
            if (topic.isAvro()) {
                schema(schemas.putObject(message(topic)), topic);
            }
        }
        return "# Generated from the catalogue of topics: " + GeneratedFile.command(AsyncApiTest.class) + "\n"
                + YAMLMapper.builder()
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
                        .enable(
                                YAMLGenerator.Feature.MINIMIZE_QUOTES,
                                YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                                YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                        .build()
                        .writeValueAsString(document);
    }

    private static void info(ObjectNode info) {
        info.put("title", "Stopcode");
        info.put("version", "1");
        info.put(
                "description",
                "Windows driver-failure telemetry as Kafka topics. Topics are named with the prefix " + PREFIX
                        + " unless topics.prefix says otherwise. Keys are UTF-8 strings. Values are Avro in the wire format of"
                        + " Confluent's registry; the subject of a schema is the topic's name and -value, and schemas only"
                        + " grow (FULL_TRANSITIVE).");
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
    }

    private static void server(ObjectNode server) {
        server.put("host", "127.0.0.1:9092");
        server.put("protocol", "kafka");
        server.put("summary", "what `stopcode up` starts");
        kafka(server)
                .put("schemaRegistryUrl", "http://127.0.0.1:8081/apis/ccompat/v7")
                .put("schemaRegistryVendor", "confluent");
    }

    private static void channel(ObjectNode channel, Topic<?> topic) {
        channel.put("address", topic.name(PREFIX));
        channel.put("summary", topic.purpose());
        ArrayNode tags = channel.putArray("tags");
        tags.addObject().put("name", topic.internal() ? "internal" : "contract");
        if (topic.personal()) {
            tags.addObject().put("name", "personal");
        }
        message(channel.putObject("messages").putObject(message(topic)), topic);
        ObjectNode binding = kafka(channel);
        if (topic.partitions() != Topic.SCALED) {
            binding.put("partitions", topic.partitions());
        }
        ObjectNode settings = binding.putObject("topicConfiguration");
        ArrayNode cleanup = settings.putArray("cleanup.policy");
        for (String policy : topic.cleanup().policy().split(",", -1)) {
            cleanup.add(policy);
        }
        if (!topic.retention().isZero()) {
            settings.put("retention.ms", topic.retention().toMillis());
        }
        channel.put("x-writers", Words.parties(topic.parties().writers()));
        channel.put("x-readers", Words.readers(topic));
    }

    private static void message(ObjectNode message, Topic<?> topic) {
        if (topic.isAvro()) {
            message.putObject("payload").put("$ref", "#/components/schemas/" + message(topic));
            message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/registered");
        } else {
            message.put("contentType", "application/octet-stream");
        }
        kafka(message).putObject("key").put("type", "string").put("description", topic.key());
    }

    /** What Stopcode itself does; what others may do is said of the channels. */
    private static void operation(ObjectNode operations, String action, Topic<?> topic, Set<Party> parties) {
        if (parties.isEmpty() || parties.contains(Party.ANYBODY)) {
            return;
        }
        ObjectNode operation = operations.putObject(action + "-" + topic.baseName());
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + topic.baseName());
        operation.put("summary", "by " + Words.parties(parties));
    }

    private static void schema(ObjectNode schema, Topic<?> topic) {
        schema.put("schemaFormat", "application/vnd.apache.avro+json;version=1.9.0");
        schema.putObject("schema").put("$ref", "./" + AcceptedSchema.path(topic));
    }

    private static void registered(ObjectNode trait) {
        trait.put("contentType", "avro/binary");
        kafka(trait)
                .put("schemaIdLocation", "payload")
                .put("schemaIdPayloadEncoding", "confluent")
                .put("schemaLookupStrategy", "TopicNameStrategy");
    }

    private static ObjectNode kafka(ObjectNode bound) {
        return bound.putObject("bindings").putObject("kafka").put("bindingVersion", KAFKA_BINDING);
    }

    private static String message(Topic<?> topic) {
        return topic.isAvro() ? topic.value().getSimpleName() : "Bytes";
    }
}
