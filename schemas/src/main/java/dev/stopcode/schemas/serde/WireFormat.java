package dev.stopcode.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The registry's wire format: a zero byte, the schema's id as four bytes (big-endian), then Avro binary. */
public final class WireFormat {

    /** Where the Avro binary begins. */
    public static final int PAYLOAD_OFFSET = 5;

    static final byte MAGIC = 0;

    private WireFormat() {}

    /**
     * The id of the schema that the record was written with.
     *
     * @throws SerializationException if the bytes do not begin as the format asks
     */
    public static int schemaId(byte[] record) {
        if (record.length < PAYLOAD_OFFSET || record[0] != MAGIC) {
            throw new SerializationException("Not in the schema registry's wire format: "
                    + (record.length < PAYLOAD_OFFSET
                            ? "only " + record.length + " bytes"
                            : "first byte is " + record[0] + " instead of 0"));
        }
        return (record[1] & 0xFF) << 24 | (record[2] & 0xFF) << 16 | (record[3] & 0xFF) << 8 | (record[4] & 0xFF);
    }
}
