package dev.stopcode.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/** Writes records of one schema as another one has them, by way of their bytes. */
final class ConvertingWriter implements DatumWriter<IndexedRecord> {

    private final DatumWriter<IndexedRecord> own;
    private final Schema from;
    private final Schema to;

    ConvertingWriter(DatumWriter<IndexedRecord> own, Schema from, Schema to) {
        this.own = own;
        this.from = from;
        this.to = to;
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("made for one pair of schemas");
    }

    @Override
    public void write(IndexedRecord record, Encoder out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        own.write(record, encoder);
        encoder.flush();
        Object converted = new GenericDatumReader<>(from, to)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        new GenericDatumWriter<>(to).write(converted, out);
    }
}
