package dev.stopcode.producer.publish;

import dev.stopcode.config.KafkaConfig;
import dev.stopcode.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Input that could not be used, as it goes to {@code dead-letters}.
 *
 * @param key the row's failureHash or the record's key, null where there is none
 * @param value the bytes as they came, but for devices, which are masked
 * @param headers {@code kind} ({@code row}, {@code report-row}, {@code report}, {@code import-row},
 *     {@code detail-row} or {@code detail-request}), {@code cause}, and where the input came from
 */
@SuppressWarnings("ArrayRecordComponent") // letters are written, never compared
public record DeadLetter(@Nullable String key, byte[] value, Map<String, String> headers) {

    public DeadLetter {
        headers = Map.copyOf(headers);
    }

    /** The letter as a record of its topic. */
    public ProducerRecord<String, Object> record(KafkaConfig kafka) {
        ProducerRecord<String, Object> message = new ProducerRecord<>(kafka.name(Topics.DEAD_LETTERS), key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }
}
