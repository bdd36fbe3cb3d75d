package dev.stopcode.schemas.serde;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.SslConfigs;

/**
 * The settings of the serdes and of the registry's client: Confluent's keys, with Confluent's meaning.
 * Two defaults differ: {@code auto.register.schemas} is false and {@code avro.remove.java.properties} is true.
 */
public final class SerdeKeys {

    public static final String URL = "schema.registry.url";
    public static final String SERIALIZER = "avro.serializer";
    public static final String DESERIALIZER = "avro.deserializer";
    public static final String AUTO_REGISTER = "auto.register.schemas";
    public static final String USE_LATEST = "use.latest.version";
    public static final String LATEST_STRICT = "latest.compatibility.strict";
    public static final String NORMALIZE = "normalize.schemas";
    public static final String REMOVE_JAVA_PROPERTIES = "avro.remove.java.properties";
    public static final String SPECIFIC_READER = "specific.avro.reader";
    public static final String SPECIFIC_KEY_TYPE = "specific.avro.key.type";
    public static final String SPECIFIC_VALUE_TYPE = "specific.avro.value.type";
    public static final String KEY_STRATEGY = "key.subject.name.strategy";
    public static final String VALUE_STRATEGY = "value.subject.name.strategy";
    public static final String BASIC_SOURCE = "basic.auth.credentials.source";
    public static final String BASIC_USER_INFO = "basic.auth.user.info";
    public static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    public static final String BEARER_TOKEN = "bearer.auth.token";
    public static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    public static final String READ_TIMEOUT = "http.read.timeout.ms";
    public static final String MAX_RETRIES = "max.retries";
    public static final String RETRY_WAIT = "retries.wait.ms";
    public static final String RETRY_MAX_WAIT = "retries.max.wait.ms";

    static final String TLS_PREFIX = "schema.registry.";

    /** How Confluent's keys begin: those of its Avro serdes and of its registry client, up to release 8. */
    private static final List<String> CONFLUENT = List.of(
            "auto.register.",
            "avro.",
            "basic.auth.",
            "bearer.auth.",
            "context.name.strategy",
            "enable.auto.schema.registration",
            "http.connect.timeout.ms",
            "http.read.timeout.ms",
            "id.compatibility.",
            "key.schema.id.",
            "key.subject.",
            "latest.cache.",
            "latest.compatibility.",
            "max.retries",
            "max.schemas.per.subject",
            "missing.",
            "normalize.schemas",
            "propagate.schema.tags",
            "proxy.",
            "request.header.",
            "retries.",
            "rule.",
            "schema.format",
            "schema.reflection",
            "schema.registry.",
            "specific.avro.",
            "srclient.",
            "use.latest.",
            "use.schema.id",
            "value.schema.id.",
            "value.subject.");

    private static final ConfigDef DEFINITION = define();

    private SerdeKeys() {}

    /** The keys that are honoured, with their documentation and defaults. */
    public static ConfigDef definition() {
        return new ConfigDef(DEFINITION);
    }

    /** Whether the key is honoured. */
    public static boolean isSupported(String key) {
        return DEFINITION.names().contains(key);
    }

    /** Whether the key is one of Confluent's serdes or registry client, honoured or not. */
    public static boolean isConfluent(String key) {
        return CONFLUENT.stream().anyMatch(key::startsWith);
    }

    /** Whether the settings name another serializer or deserializer, which may know more keys. */
    public static boolean isForeign(Map<String, ?> settings) {
        return !named(settings, SERIALIZER, AvroSerializer.class)
                || !named(settings, DESERIALIZER, AvroDeserializer.class);
    }

    private static boolean named(Map<String, ?> settings, String key, Class<?> own) {
        Object type = settings.get(key);
        return type == null || type.equals(own) || type.equals(own.getName());
    }

    /**
     * Refuses settings that the serdes would refuse.
     *
     * @throws org.apache.kafka.common.config.ConfigException for the first key that is unsupported, wrong or
     *     contradicts another
     */
    public static void check(Map<String, ?> settings) {
        new SerdeConfig(settings);
    }

    private static ConfigDef define() {
        ConfigDef definition = new ConfigDef();
        defineRegistry(definition);
        defineSchemas(definition);
        defineTls(definition);
        return definition;
    }

    private static void defineRegistry(ConfigDef definition) {
        definition
                .define(
                        URL,
                        ConfigDef.Type.LIST,
                        ConfigDef.NO_DEFAULT_VALUE,
                        ConfigDef.ValidList.anyNonDuplicateValues(false, false),
                        Importance.HIGH,
                        "Registries to ask, one after the other, separated by commas. mock://NAME is one within the"
                                + " process, for tests.")
                .define(
                        BASIC_SOURCE,
                        ConfigDef.Type.STRING,
                        "URL",
                        ValidString.in("URL", "USER_INFO"),
                        Importance.MEDIUM,
                        "Where user and password are: in the registry's URL, or in " + BASIC_USER_INFO + ".")
                .define(
                        BASIC_USER_INFO,
                        ConfigDef.Type.PASSWORD,
                        "",
                        Importance.MEDIUM,
                        "user:password for the registry.")
                .define(
                        BEARER_SOURCE,
                        ConfigDef.Type.STRING,
                        "STATIC_TOKEN",
                        ValidString.in("STATIC_TOKEN"),
                        Importance.MEDIUM,
                        "Where the bearer token comes from.")
                .define(BEARER_TOKEN, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, "Bearer token for the registry.")
                .define(
                        CONNECT_TIMEOUT,
                        ConfigDef.Type.INT,
                        10_000,
                        Range.atLeast(1),
                        Importance.LOW,
                        "Milliseconds to connect to the registry.")
                .define(
                        READ_TIMEOUT,
                        ConfigDef.Type.INT,
                        30_000,
                        Range.atLeast(1),
                        Importance.LOW,
                        "Milliseconds to wait for the registry's answer.")
                .define(
                        MAX_RETRIES,
                        ConfigDef.Type.INT,
                        3,
                        Range.atLeast(0),
                        Importance.LOW,
                        "Further tries of a call after all registries failed in a way that may pass.")
                .define(
                        RETRY_WAIT,
                        ConfigDef.Type.INT,
                        1000,
                        Range.atLeast(0),
                        Importance.LOW,
                        "Longest pause before the first further try, in milliseconds; it doubles with each.")
                .define(
                        RETRY_MAX_WAIT,
                        ConfigDef.Type.INT,
                        20_000,
                        Range.atLeast(0),
                        Importance.LOW,
                        "Longest pause before any further try, in milliseconds.");
    }

    private static void defineSchemas(ConfigDef definition) {
        definition
                .define(
                        SERIALIZER,
                        ConfigDef.Type.CLASS,
                        AvroSerializer.class,
                        Importance.LOW,
                        "The class that writes Avro records; Confluent's is io.confluent.kafka.serializers.KafkaAvroSerializer.")
                .define(
                        DESERIALIZER,
                        ConfigDef.Type.CLASS,
                        AvroDeserializer.class,
                        Importance.LOW,
                        "The class that reads Avro records; Confluent's is io.confluent.kafka.serializers.KafkaAvroDeserializer.")
                .define(
                        AUTO_REGISTER,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether the serializer registers schemas by itself instead of only looking them up.")
                .define(
                        USE_LATEST,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Whether records are written with the subject's newest schema; only without " + AUTO_REGISTER
                                + ".")
                .define(
                        LATEST_STRICT,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether " + USE_LATEST + " asks that the newest schema can read what the record's own writes.")
                .define(
                        NORMALIZE,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "Whether the registry is asked to normalize schemas before it compares them.")
                .define(
                        REMOVE_JAVA_PROPERTIES,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether avro.java.string is taken out of schemas before they are registered or looked up.")
                .define(
                        KEY_STRATEGY,
                        ConfigDef.Type.STRING,
                        "TopicNameStrategy",
                        Importance.MEDIUM,
                        "Subject of keys: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.")
                .define(
                        VALUE_STRATEGY,
                        ConfigDef.Type.STRING,
                        "TopicNameStrategy",
                        Importance.MEDIUM,
                        "Subject of values: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.")
                .define(
                        SPECIFIC_READER,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Whether records are read as generated classes rather than as GenericRecord.")
                .define(
                        SPECIFIC_KEY_TYPE,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.LOW,
                        "Generated class of keys; without it, the class that the written schema names.")
                .define(
                        SPECIFIC_VALUE_TYPE,
                        ConfigDef.Type.CLASS,
                        null,
                        Importance.LOW,
                        "Generated class of values; without it, the class that the written schema names.");
    }

    private static void defineTls(ConfigDef definition) {
        ConfigDef kafka = new ConfigDef().withClientSslSupport();
        kafka.configKeys().forEach((name, key) -> {
            switch (name) {
                case SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG -> {} // the registry's client has one of its own
                case SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG ->
                    definition.define(
                            TLS_PREFIX + name,
                            ConfigDef.Type.STRING,
                            "https",
                            ValidString.in("https"),
                            Importance.LOW,
                            "The registry's name is always compared with its certificate.");
                default ->
                    definition.define(
                            TLS_PREFIX + name,
                            key.type,
                            key.defaultValue,
                            key.validator,
                            key.importance,
                            key.documentation);
            }
        });
    }
}
