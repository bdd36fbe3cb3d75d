package dev.stopcode.schemas.serde;

import java.nio.ByteBuffer;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumWriter;

/**
 * How records of one schema go to one topic.
 *
 * @param id the schema's id, as its four bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Target(byte[] id, DatumWriter<IndexedRecord> writer) {

    static Target of(int id, DatumWriter<IndexedRecord> writer) {
        return new Target(ByteBuffer.allocate(Integer.BYTES).putInt(id).array(), writer);
    }
}
