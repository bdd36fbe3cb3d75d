package dev.stopcode.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every topic and every record of the contract. */
class CatalogueTest {

    /**
     * Fields that hold personal data in the sense of the vendor's terms: what stands for one device, and what leads to,
     * names or identifies one dump (a dump holds memory of a person's machine). Counts of devices are not personal.
     */
    private static final Set<String> PERSONAL =
            Set.of("deviceHash", "deviceId", "cabIdHash", "cabId", "location", "sha256");

    private static final Duration PERSONAL_LIMIT = Duration.ofDays(30);

    /** What a row may be grouped by; a request that groups by less leaves the others out. */
    private static final Set<String> DIMENSIONS = Set.of(
            "failureName",
            "failureHash",
            "symbol",
            "osVersion",
            "osName",
            "eventType",
            "market",
            "deviceType",
            "architecture",
            "flightRing",
            "applicationId",
            "submissionId",
            "sellerId",
            "driverName",
            "driverVersion",
            "oemName",
            "oemModel",
            "mode",
            "baseboard",
            "modelFamily");

    static Stream<Topic<?>> topics() {
        return Topics.ALL.stream();
    }

    static Stream<Schema> records() {
        return avroTopics().flatMap(topic -> named(schema(topic)).stream()).distinct();
    }

    @Test
    void shouldHaveOneTopicForEachName() {
        assertThat(Topics.ALL).extracting(Topic::baseName).doesNotHaveDuplicates();
        assertThat(Topics.find("alerts")).contains(Topics.ALERTS);
        assertThat(Topics.find("nothing")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldHaveWritersAndKeepInternalTopicsAmongProcesses(Topic<?> topic) {
        assertThat(topic.parties().writers()).isNotEmpty();
        if (topic.internal()) {
            assertThat(topic.parties().writers()).doesNotContain(Topic.Party.ANYBODY);
            assertThat(topic.parties().readers()).isNotEmpty().doesNotContain(Topic.Party.ANYBODY);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldKeepPersonalFieldsOutOfTopicsThatLastLonger(Topic<?> topic) {
        if (topic.personal()) {
            long kept = Long.parseLong(topic.config().get("retention.ms"))
                    + Long.parseLong(topic.config().get("segment.ms"));
            assertThat(topic.config().get("cleanup.policy")).contains("delete");
            assertThat(Duration.ofMillis(kept)).isLessThan(PERSONAL_LIMIT);
        } else {
            assertThat(topic.isAvro()).as("raw bytes may hold anything").isTrue();
            assertThat(named(schema(topic)))
                    .filteredOn(schema -> schema.getType() == Schema.Type.RECORD)
                    .flatExtracting(Schema::getFields)
                    .extracting(Schema.Field::name)
                    .as("a personal field needs a topic marked as personal")
                    .doesNotContainAnyElementsOf(PERSONAL);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldSayWhatEachRecordFieldAndEnumIs(Schema schema) {
        assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
        if (schema.getType() == Schema.Type.RECORD) {
            assertThat(schema.getFields())
                    .allSatisfy(
                            field -> assertThat(field.doc()).as(field.name()).isNotBlank());
        } else {
            assertThat(schema.getEnumDefault())
                    .as("a reader of an older release needs a default")
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldLetRowsLeaveAnyDimensionOut(Schema row) {
        assertThat(row.getFields())
                .filteredOn(field -> DIMENSIONS.contains(field.name()))
                .hasSize(DIMENSIONS.size())
                .allSatisfy(field -> {
                    assertThat(field.schema().isNullable()).as(field.name()).isTrue();
                    assertThat(field.defaultVal()).as(field.name()).isEqualTo(JsonProperties.NULL_VALUE);
                });
    }

    static Stream<Schema> rows() {
        return Stream.of(FailureHit.getClassSchema(), ReportRow.getClassSchema());
    }

    /** The identity of a row is the hash of the bytes before the mark. */
    @Test
    void shouldPutIdentityBeforeMarkAndCountsInFailureHits() {
        List<String> names = FailureHit.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .toList();
        assertThat(names.subList(0, names.indexOf("mark")))
                .startsWith("source", "date")
                .containsAll(DIMENSIONS)
                .hasSize(2 + DIMENSIONS.size());
    }

    private static Stream<Topic<?>> avroTopics() {
        return topics().filter(Topic::isAvro);
    }

    private static Schema schema(Topic<?> topic) {
        return SpecificData.get().getSchema(topic.value());
    }

    /** The records and enums that the schema is made of, itself included. */
    private static List<Schema> named(Schema schema) {
        Map<String, Schema> found = new HashMap<>();
        collect(schema, found);
        return List.copyOf(found.values());
    }

    private static void collect(Schema schema, Map<String, Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.put(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM -> found.put(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(type -> collect(type, found));
            default -> {
                // holds nothing else
            }
        }
    }
}
