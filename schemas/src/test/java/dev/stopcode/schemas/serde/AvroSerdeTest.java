package dev.stopcode.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.schemas.CabWish;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

    private static final String TOPIC = "stopcode.cab-wishes";
    private static final String SUBJECT = TOPIC + "-value";

    private final Map<String, Object> settings = new HashMap<>(Map.of(SerdeKeys.URL, "mock://" + UUID.randomUUID()));
    private final SchemaRegistry registry = SchemaRegistry.connect(settings);

    @Test
    void shouldReadWhatItWrote() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, "true");
        AvroSerde<CabWish> serde = AvroSerde.of(CabWish.class, settings);

        // When
        CabWish read =
                serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, Records.wish()));

        // Then
        assertThat(read).isEqualTo(Records.wish());
    }

    @Test
    void shouldPassNull() {
        // Given
        AvroSerde<CabWish> serde = AvroSerde.of(CabWish.class, settings);

        // When
        byte[] written = serde.serializer().serialize(TOPIC, null);
        CabWish read = serde.deserializer().deserialize(TOPIC, (byte[]) null);

        // Then
        assertThat(written).isNull();
        assertThat(read).isNull();
    }

    @Test
    void shouldWriteConfluentsWireFormat() throws Exception {
        // Given
        registry.register("other", SchemaBuilder.record("Other").fields().endRecord());
        settings.put(SerdeKeys.AUTO_REGISTER, true);

        // When
        byte[] written = serializer(settings).serialize(TOPIC, Records.wish());

        // Then
        ByteBuffer singleObject = CabWish.getEncoder().encode(Records.wish());
        byte[] avro = new byte[singleObject.remaining() - 10];
        singleObject.get(10, avro);
        assertThat(written).startsWith(0, 0, 0, 0, 2).endsWith(avro).hasSize(5 + avro.length);
        assertThat(WireFormat.schemaId(written)).isEqualTo(2);
    }

    @Test
    void shouldSayHowToRegisterAnUnregisteredSchema() {
        // Given
        Serializer<IndexedRecord> serializer = serializer(settings);

        // When / Then
        assertThatThrownBy(() -> serializer.serialize(TOPIC, Records.wish()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("dev.stopcode.schemas.CabWish")
                .hasMessageContaining(SUBJECT)
                .hasMessageContaining("stopcode topics create");
        assertThat(registry.subjects()).isEmpty();
    }

    @Test
    void shouldFindARegisteredSchemaWithoutRegistering() {
        // Given
        int id = registry.register(SUBJECT, JavaProperties.removedFrom(CabWish.getClassSchema()));

        // When
        byte[] written = serializer(settings).serialize(TOPIC, Records.wish());

        // Then
        assertThat(WireFormat.schemaId(written)).isEqualTo(id);
    }

    @Test
    void shouldTakeJavaPropertiesOutOfRegisteredSchemas() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);

        // When
        serializer(settings).serialize(TOPIC, Records.wish());

        // Then
        assertThat(registry.latest(SUBJECT).orElseThrow().schema().toString())
                .doesNotContain("avro.java.string")
                .contains("{\"name\":\"alertId\",\"type\":\"string\",\"doc\":\"The alert.\"}");
    }

    @Test
    void shouldKeepJavaPropertiesIfAsked() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);
        settings.put(SerdeKeys.REMOVE_JAVA_PROPERTIES, false);

        // When
        serializer(settings).serialize(TOPIC, Records.wish());

        // Then
        assertThat(registry.latest(SUBJECT).orElseThrow().schema()).isEqualTo(CabWish.getClassSchema());
    }

    @Test
    void shouldWriteWithTheNewestSchemaIfAsked() {
        // Given
        Schema newest = SchemaBuilder.record("Event")
                .fields()
                .name("count")
                .type()
                .longType()
                .noDefault()
                .optionalString("added")
                .endRecord();
        int id = registry.register("topic-value", newest);
        settings.put(SerdeKeys.USE_LATEST, true);
        Schema own = SchemaBuilder.record("Event").fields().requiredInt("count").endRecord();

        // When
        byte[] written = serializer(settings)
                .serialize(
                        "topic", new GenericRecordBuilder(own).set("count", 7).build());

        // Then
        IndexedRecord read = deserializer(settings).deserialize("topic", written);
        assertThat(WireFormat.schemaId(written)).isEqualTo(id);
        assertThat(read)
                .isEqualTo(new GenericRecordBuilder(newest).set("count", 7L).build());
    }

    @Test
    void shouldRefuseANewestSchemaThatCannotReadTheRecords() {
        // Given
        registry.register(
                "topic-value",
                SchemaBuilder.record("Event").fields().requiredString("name").endRecord());
        settings.put(SerdeKeys.USE_LATEST, true);
        GenericRecord event = new GenericData.Record(
                SchemaBuilder.record("Event").fields().requiredInt("count").endRecord());
        event.put("count", 7);

        // When / Then
        assertThatThrownBy(() -> serializer(settings).serialize("topic", event))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic-value")
                .hasMessageContaining(SerdeKeys.LATEST_STRICT);
    }

    @Test
    void shouldLetTheNewestSchemaBeUncheckedIfAsked() {
        // Given: Avro's check refuses an enum that lost a symbol, though this record does not use it
        Schema newest = SchemaBuilder.record("Event")
                .fields()
                .name("e")
                .type()
                .enumeration("E")
                .symbols("A")
                .noDefault()
                .endRecord();
        Schema own = SchemaBuilder.record("Event")
                .fields()
                .name("e")
                .type()
                .enumeration("E")
                .symbols("A", "B")
                .noDefault()
                .endRecord();
        int id = registry.register("topic-value", newest);
        settings.put(SerdeKeys.USE_LATEST, true);
        settings.put(SerdeKeys.LATEST_STRICT, false);
        GenericRecord event = new GenericRecordBuilder(own)
                .set("e", new GenericData.EnumSymbol(own.getField("e").schema(), "A"))
                .build();

        // When
        byte[] written = serializer(settings).serialize("topic", event);

        // Then
        assertThat(WireFormat.schemaId(written)).isEqualTo(id);
        assertThat(deserializer(settings).deserialize("topic", written)).hasToString("{\"e\": \"A\"}");
    }

    @Test
    void shouldReadGenericRecordsByDefault() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);
        byte[] written = serializer(settings).serialize(TOPIC, Records.wish());

        // When
        IndexedRecord read = deserializer(settings).deserialize(TOPIC, written);

        // Then
        assertThat(read).isInstanceOf(GenericRecord.class);
        assertThat(((GenericRecord) read).get("driverName")).hasToString("fastboot.sys");
    }

    @Test
    void shouldReadTheClassThatTheWrittenSchemaNames() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);
        settings.put(SerdeKeys.SPECIFIC_READER, true);
        byte[] written = serializer(settings).serialize(TOPIC, Records.wish());

        // When
        IndexedRecord read = deserializer(settings).deserialize(TOPIC, written);

        // Then
        assertThat(read).isEqualTo(Records.wish());
    }

    @Test
    void shouldReadKeysAsTheirConfiguredClass() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);
        settings.put(SerdeKeys.SPECIFIC_READER, true);
        settings.put(SerdeKeys.SPECIFIC_KEY_TYPE, CabWish.class.getName());
        AvroSerde<CabWish> serde = new AvroSerde<>();
        serde.configure(settings, true);

        // When
        CabWish read =
                serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, Records.wish()));

        // Then
        assertThat(read).isEqualTo(Records.wish());
        assertThat(registry.subjects()).containsExactly(TOPIC + "-key");
    }

    @Test
    void shouldResolveAnOlderSchemaToTheConfiguredClass() {
        // Given: the schema before two of its nullable fields existed
        Schema older = withoutFields(CabWish.getClassSchema(), "failureName", "driverVersion");
        registry.register(SUBJECT, older);
        GenericRecordBuilder builder = new GenericRecordBuilder(older);
        older.getFields().forEach(field -> builder.set(field, genericValue(Records.wish(), field.name())));

        // When
        byte[] written = serializer(
                        Map.of(SerdeKeys.URL, settings.get(SerdeKeys.URL), SerdeKeys.REMOVE_JAVA_PROPERTIES, false))
                .serialize(TOPIC, builder.build());
        CabWish read = AvroSerde.of(CabWish.class, settings).deserializer().deserialize(TOPIC, written);

        // Then
        assertThat(read).isEqualTo(Records.wish());
    }

    @Test
    void shouldNameSubjectsByRecordOrTopicAndRecord() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);
        settings.put(SerdeKeys.VALUE_STRATEGY, "RecordNameStrategy");

        // When
        serializer(settings).serialize(TOPIC, Records.wish());
        settings.put(SerdeKeys.VALUE_STRATEGY, "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
        serializer(settings).serialize(TOPIC, Records.wish());

        // Then
        assertThat(registry.subjects())
                .containsExactlyInAnyOrder("dev.stopcode.schemas.CabWish", TOPIC + "-dev.stopcode.schemas.CabWish");
    }

    @Test
    void shouldNameKeySubjectsByTheirOwnStrategy() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);
        settings.put(SerdeKeys.KEY_STRATEGY, "RecordNameStrategy");
        AvroSerializer<CabWish> keys = new AvroSerializer<>();
        keys.configure(settings, true);

        // When
        keys.serialize(TOPIC, Records.wish());

        // Then
        assertThat(registry.subjects()).containsExactly("dev.stopcode.schemas.CabWish");
    }

    @Test
    void shouldWriteOnAfterARecordThatDidNotFit() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);
        AvroSerde<CabWish> serde = AvroSerde.of(CabWish.class, settings);
        CabWish incomplete = new CabWish();
        incomplete.setAlertId("a2");

        // When / Then
        assertThatThrownBy(() -> serde.serializer().serialize(TOPIC, incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("CabWish");
        assertThat(serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, Records.wish())))
                .isEqualTo(Records.wish());
    }

    @Test
    void shouldRefuseBytesThatAreNotInTheWireFormat() {
        // Given
        Deserializer<IndexedRecord> deserializer = deserializer(settings);

        // When / Then
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, "{\"json\":1}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("first byte is 123");
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, new byte[] {0, 0}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("only 2 bytes");
    }

    @Test
    void shouldRefuseAnUnknownIdAndATruncatedRecord() {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);
        byte[] written = serializer(settings).serialize(TOPIC, Records.wish());
        byte[] truncated = Arrays.copyOf(written, written.length - 5);

        // When / Then
        assertThatThrownBy(() -> deserializer(settings).deserialize(TOPIC, new byte[] {0, 0, 0, 0, 9}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("id 9");
        assertThatThrownBy(() -> deserializer(settings).deserialize(TOPIC, truncated))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(TOPIC);
    }

    @Test
    void shouldServeSeveralThreadsAtOnce() throws Exception {
        // Given
        settings.put(SerdeKeys.AUTO_REGISTER, true);
        AvroSerde<CabWish> serde = AvroSerde.of(CabWish.class, settings);
        List<Future<Boolean>> results = new ArrayList<>();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                String id = "alert-" + thread;
                results.add(threads.submit(() -> roundTrips(serde, id)));
            }
        }

        // Then
        for (Future<Boolean> result : results) {
            assertThat(result.get()).isTrue();
        }
    }

    private static boolean roundTrips(AvroSerde<CabWish> serde, String alertId) {
        CabWish wish = Records.wish();
        wish.setAlertId(alertId);
        boolean same = true;
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = serde.serializer().serialize("topic-" + i % 3, wish);
            same &= wish.equals(serde.deserializer().deserialize(TOPIC, bytes));
        }
        return same;
    }

    private static Serializer<IndexedRecord> serializer(Map<String, ?> settings) {
        AvroSerializer<IndexedRecord> serializer = new AvroSerializer<>();
        serializer.configure(settings, false);
        return serializer;
    }

    private static Deserializer<IndexedRecord> deserializer(Map<String, ?> settings) {
        AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>();
        deserializer.configure(settings, false);
        return deserializer;
    }

    private static Schema withoutFields(Schema schema, String... names) {
        List<Schema.Field> fields = schema.getFields().stream()
                .filter(field -> !List.of(names).contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static Object genericValue(CabWish wish, String field) {
        Object value = wish.get(field);
        return value instanceof LocalDate date ? (int) date.toEpochDay() : value;
    }
}
