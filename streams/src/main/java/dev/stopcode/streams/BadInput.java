package dev.stopcode.streams;

import dev.stopcode.schemas.serde.SchemaRegistryException;
import dev.stopcode.streams.runtime.BadRecordException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a record that cannot be used: it goes to the dead letters as it came, with its cause, in the
 * transaction that passes it by. A failure that is not the record's fault, such as a registry out of reach, stops the
 * thread instead, and the record is read again by the next.
 */
public final class BadInput implements DeserializationExceptionHandler, ProcessingExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(BadInput.class);

    private String deadLetters = "";

    /** For Kafka Streams, which configures it. */
    public BadInput() {}

    @Override
    public void configure(Map<String, ?> settings) {
        deadLetters = String.valueOf(settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception cause) {
        if (!(cause instanceof SerializationException) || isOutage(cause)) {
            return DeserializationExceptionHandler.Response.fail();
        }
        return DeserializationExceptionHandler.Response.resume(
                List.of(deadLetter(context, record.key(), record.value(), cause)));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception cause) {
        boolean isBad = cause instanceof BadRecordException || cause instanceof SerializationException;
        if (!isBad || isOutage(cause)) {
            return ProcessingExceptionHandler.Response.fail();
        }
        return ProcessingExceptionHandler.Response.resume(
                List.of(deadLetter(context, context.sourceRawKey(), context.sourceRawValue(), cause)));
    }

    /** Whether the registry could not be asked. */
    static boolean isOutage(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof SchemaRegistryException registry && registry.isRetryable()) {
                return true;
            }
        }
        return false;
    }

    private ProducerRecord<byte[], byte[]> deadLetter(
            ErrorHandlerContext context, byte[] key, byte[] value, Exception cause) {
        log.atWarn()
                .addKeyValue("topic", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .setCause(cause)
                .log("record set aside");
        RecordHeaders headers = new RecordHeaders();
        header(headers, "cause", String.valueOf(cause.getMessage()));
        header(headers, "kind", "record");
        header(headers, "topic", context.topic());
        header(headers, "partition", Integer.toString(context.partition()));
        header(headers, "offset", Long.toString(context.offset()));
        return new ProducerRecord<>(deadLetters, null, null, key, value, headers);
    }

    private static void header(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
