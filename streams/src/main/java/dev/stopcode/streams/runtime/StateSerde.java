package dev.stopcode.streams.runtime;

import dev.stopcode.schemas.serde.TrustedRecords;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes of state that never leaves the topology: Avro's single-object encoding, which names its schema by fingerprint
 * and needs no registry.
 */
public final class StateSerde {

    private StateSerde() {}

    /** The serde of a generated record. */
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
        TrustedRecords.trust(type);
        SpecificData data = SpecificData.getForClass(type);
        var schema = data.getSchema(type);
        var encoder = new BinaryMessageEncoder<T>(data, schema);
        var decoder = new BinaryMessageDecoder<T>(data, schema);
        return Serdes.serdeFrom(
                (topic, state) -> state == null ? null : encode(encoder, state),
                (topic, bytes) -> bytes == null ? null : decode(decoder, bytes));
    }

    private static <T> byte[] encode(BinaryMessageEncoder<T> encoder, T state) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            encoder.encode(state, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static <T> T decode(BinaryMessageDecoder<T> decoder, byte[] bytes) {
        try {
            return decoder.decode(new ByteArrayInputStream(bytes));
        } catch (MissingSchemaException e) {
            throw new SerializationException(
                    "state of another version of Stopcode: it takes the version that wrote it", e);
        } catch (IOException e) {
            throw new UncheckedIOException("state cannot be read", e);
        }
    }
}
