package dev.stopcode.examples;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;

/** Reads and writes values with Confluent's client of the registry and an Avro of its own, none of it Stopcode's. */
final class ConfluentClient {

    private static final int HEADER = 5;

    private final CachedSchemaRegistryClient registry;

    ConfluentClient(String url) {
        registry = new CachedSchemaRegistryClient(url, 100);
    }

    GenericRecord read(byte[] value) throws Exception {
        ByteBuffer header = ByteBuffer.wrap(value);
        if (header.get() != 0) {
            throw new IllegalArgumentException("not in the wire format");
        }
        Schema written = ((AvroSchema) registry.getSchemaById(header.getInt())).rawSchema();
        return new GenericDatumReader<GenericRecord>(written)
                .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
    }

    byte[] write(String subject, GenericRecord record) throws Exception {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        int id = registry.getId(subject, new AvroSchema(record.getSchema()));
        value.writeBytes(ByteBuffer.allocate(HEADER).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(value, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return value.toByteArray();
    }
}
