package dev.stopcode.schemas.serde;

import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Which subject holds the schema of a topic's keys or values. */
enum SubjectNameStrategy {
    /** {@code <topic>-key} and {@code <topic>-value}. */
    TOPIC("TopicNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + (isKey ? "-key" : "-value");
        }
    },
    /** The record's full name. */
    RECORD("RecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return schema.getFullName();
        }
    },
    /** {@code <topic>-<record's full name>}. */
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    private static final String CONFLUENT_PACKAGE = "io.confluent.kafka.serializers.subject.";

    private final String className;

    SubjectNameStrategy(String className) {
        this.className = className;
    }

    abstract String subject(String topic, boolean isKey, Schema schema);

    /** Reads the strategy's name, with or without Confluent's package. */
    static SubjectNameStrategy parse(String key, String name) {
        String simpleName = name.startsWith(CONFLUENT_PACKAGE) ? name.substring(CONFLUENT_PACKAGE.length()) : name;
        return Arrays.stream(values())
                .filter(strategy -> strategy.className.equals(simpleName))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        key,
                        name,
                        "allowed: TopicNameStrategy, RecordNameStrategy, TopicRecordNameStrategy (Confluent's full class"
                                + " names as well)"));
    }
}
