package dev.stopcode.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.schemas.CabWish;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerdeConfigTest {

    private final Map<String, Object> settings = new HashMap<>(Map.of(SerdeKeys.URL, "mock://" + UUID.randomUUID()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "use.schema.id",
                "id.compatibility.strict",
                "use.latest.with.metadata",
                "latest.cache.ttl.sec",
                "max.schemas.per.subject",
                "value.schema.id.serializer",
                "context.name.strategy",
                "rule.executors",
                "request.header.X-Tenant",
                "proxy.host",
                "avro.reflection.allow.null",
                "avro.use.logical.type.converters",
                "schema.reflection",
                "bearer.auth.client.secret",
                "schema.registry.basic.auth.user.info",
                "schema.registry.ssl.engine.factory.class"
            })
    void shouldRefuseAKeyOfConfluentThatItDoesNotHonour(String key) {
        // Given
        settings.put(key, "hush");

        // When / Then
        assertThatThrownBy(() -> AvroSerde.of(CabWish.class, settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageNotContaining("hush");
    }

    /** Stands for the classes of another: nothing is ever there. */
    public static final class Nothing implements Serializer<Object>, Deserializer<Object> {

        private static Map<String, Object> configured = Map.of();

        @Override
        public void configure(Map<String, ?> settings, boolean isKey) {
            configured = Map.copyOf(settings);
        }

        @Override
        public void close() {
            // holds nothing
        }

        @Override
        public byte[] serialize(String topic, Object record) {
            return new byte[0];
        }

        @Override
        public @Nullable Object deserialize(String topic, byte[] bytes) {
            return null;
        }
    }

    @Test
    void shouldUseTheClassesThatAreNamed() {
        // Given
        settings.put(SerdeKeys.SERIALIZER, Nothing.class.getName());
        settings.put(SerdeKeys.DESERIALIZER, Nothing.class.getName());
        settings.put("rule.executors", "a key that only the others know");

        // When
        AvroSerde<CabWish> serde = AvroSerde.of(CabWish.class, settings);

        // Then
        assertThat(serde.serializer()).isInstanceOf(Nothing.class);
        assertThat(serde.deserializer()).isInstanceOf(Nothing.class);
        assertThat(AvroSerde.serializer(settings)).isInstanceOf(Nothing.class);
        assertThat(Nothing.configured)
                .containsAllEntriesOf(settings)
                .containsEntry(SerdeKeys.AUTO_REGISTER, false)
                .containsEntry(SerdeKeys.REMOVE_JAVA_PROPERTIES, true);
    }

    @Test
    void shouldRefuseAClassThatIsNoSerializer() {
        // Given
        settings.put(SerdeKeys.SERIALIZER, String.class.getName());

        // When / Then
        assertThatThrownBy(() -> AvroSerde.of(CabWish.class, settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(SerdeKeys.SERIALIZER);
    }

    @Test
    void shouldLetTheKeysOfKafkasClientsPass() {
        // Given
        ProducerConfig.configNames().forEach(key -> settings.put(key, "any"));
        ConsumerConfig.configNames().forEach(key -> settings.put(key, "any"));
        settings.put("metric.reporters", "");

        // When / Then
        assertThatCode(() -> AvroSerde.of(CabWish.class, settings)).doesNotThrowAnyException();
    }

    @Test
    void shouldAskForTheRegistrysUrl() {
        // Given
        settings.clear();

        // When / Then
        assertThatThrownBy(() -> AvroSerde.of(CabWish.class, settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(SerdeKeys.URL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8081", "ftp://registry", "http://", "http://user:secret@bad host", "mock://a,http://b"
            })
    void shouldRefuseAUrlThatIsNoRegistry(String url) {
        // Given
        settings.put(SerdeKeys.URL, url);

        // When / Then
        assertThatThrownBy(() -> AvroSerde.of(CabWish.class, settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(SerdeKeys.URL)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "value.subject.name.strategy, com.example.MyStrategy, TopicRecordNameStrategy",
        "auto.register.schemas, perhaps, true or false",
        "basic.auth.credentials.source, SASL_INHERIT, USER_INFO",
        "bearer.auth.credentials.source, OAUTHBEARER, STATIC_TOKEN",
        "specific.avro.value.type, java.lang.String, generated Avro record",
        "schema.registry.ssl.endpoint.identification.algorithm, none, https",
        "http.read.timeout.ms, 0, at least 1",
        "max.retries, -1, at least 0"
    })
    void shouldSayWhatIsAllowed(String key, String value, String allowed) {
        // Given
        settings.put(key, value);
        AvroSerde<CabWish> serde = new AvroSerde<>();

        // When / Then
        assertThatThrownBy(() -> serde.configure(settings, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "basic.auth.user.info, a:b, bearer.auth.token, t",
        "basic.auth.user.info, a:b, basic.auth.credentials.source, URL",
        "auto.register.schemas, true, use.latest.version, true",
        "specific.avro.value.type, dev.stopcode.schemas.CabWish, specific.avro.reader, false",
    })
    void shouldRefuseKeysThatContradictEachOther(String key, String value, String other, String otherValue) {
        // Given
        settings.put(key, value);
        settings.put(other, otherValue);
        AvroSerde<CabWish> serde = new AvroSerde<>();

        // When / Then
        assertThatThrownBy(() -> serde.configure(settings, false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(other);
    }

    @Test
    void shouldKnowWhichKeysAreItsOwn() {
        assertThat(SerdeKeys.isSupported("schema.registry.ssl.truststore.location"))
                .isTrue();
        assertThat(SerdeKeys.isConfluent("schema.registry.ssl.truststore.location"))
                .isTrue();
        assertThat(SerdeKeys.isConfluent("use.schema.id")).isTrue();
        assertThat(SerdeKeys.isSupported("use.schema.id")).isFalse();
        assertThat(SerdeKeys.isConfluent("key.serializer")).isFalse();
        assertThat(SerdeKeys.definition().names()).allMatch(SerdeKeys::isConfluent);
    }
}
