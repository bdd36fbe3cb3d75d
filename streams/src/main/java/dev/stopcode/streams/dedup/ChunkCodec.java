package dev.stopcode.streams.dedup;

import dev.stopcode.streams.dedup.DayLedger.Group;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * The packed form of a {@link DayLedger}'s chunks, in Avro's primitive encoding behind a version byte. A row is its
 * 16-byte identity and three small numbers (group, count, and harvest relative to the chunk's oldest), the hash of
 * its device and the numbers of its dimensions' values where any row of the chunk has one.
 */
final class ChunkCodec {

    private static final byte VERSION = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
    private final ByteBuffer identity = ByteBuffer.allocate(16);
    private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

    @FunctionalInterface
    private interface Body {
        void write(BinaryEncoder encoder) throws IOException;
    }

    private byte[] encode(Body body) {
        bytes.reset();
        bytes.write(VERSION);
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        try {
            body.write(encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static BinaryDecoder decoder(byte[] chunk) {
        if (chunk[0] != VERSION) {
            throw new IllegalStateException("row ledger: chunk of version " + chunk[0] + ", this is version " + VERSION
                    + "; reset the streams application to rebuild its state");
        }
        return DecoderFactory.get().binaryDecoder(chunk, 1, chunk.length - 1, null);
    }

    byte[] number(long number) {
        return encode(out -> out.writeLong(number));
    }

    long number(byte[] chunk) {
        try {
            return decoder(chunk).readLong();
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    byte[] groups(List<Group> groups) {
        return encode(out -> {
            out.writeInt(groups.size());
            for (Group group : groups) {
                out.writeString(group.driverName);
                out.writeString(group.driverVersion);
                out.writeString(group.failureHash);
                out.writeLong(group.emitted);
            }
        });
    }

    void restoreGroups(byte[] chunk, DayLedger ledger) {
        try {
            BinaryDecoder in = decoder(chunk);
            for (int left = in.readInt(); left > 0; left--) {
                ledger.restoreGroup(new Group(in.readString(), in.readString(), in.readString(), in.readLong()));
            }
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    byte[] values(List<String> values) {
        return encode(out -> {
            out.writeInt(values.size());
            for (String value : values) {
                out.writeString(value);
            }
        });
    }

    void restoreValues(byte[] chunk, DayLedger ledger) {
        try {
            BinaryDecoder in = decoder(chunk);
            for (int left = in.readInt(); left > 0; left--) {
                ledger.restoreValue(in.readString());
            }
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    byte[] rows(RowTable rows, int from, int to) {
        long base = rows.harvest(from);
        boolean anyDevice = false;
        boolean anyPlace = false;
        for (int row = from; row < to; row++) {
            base = Math.min(base, rows.harvest(row));
            anyDevice |= rows.device(row) != 0;
            anyPlace |= rows.traits(row).isPlaced();
        }
        long oldest = base;
        boolean devices = anyDevice;
        boolean places = anyPlace;
        return encode(out -> {
            out.writeInt(to - from);
            out.writeLong(oldest);
            out.writeBoolean(devices);
            out.writeBoolean(places);
            for (int row = from; row < to; row++) {
                identity.putLong(0, rows.identityHigh(row)).putLong(8, rows.identityLow(row));
                out.writeFixed(identity.array());
                RowTable.Traits traits = rows.traits(row);
                out.writeInt(traits.group());
                out.writeLong(rows.count(row));
                out.writeLong(rows.harvest(row) - oldest);
                if (devices) {
                    out.writeInt(traits.device());
                }
                if (places) {
                    out.writeInt(traits.osVersion());
                    out.writeInt(traits.market());
                    out.writeInt(traits.model());
                }
            }
        });
    }

    void restoreRows(byte[] chunk, DayLedger ledger) {
        try {
            BinaryDecoder in = decoder(chunk);
            int left = in.readInt();
            long oldest = in.readLong();
            boolean devices = in.readBoolean();
            boolean places = in.readBoolean();
            for (; left > 0; left--) {
                in.readFixed(identity.array());
                int group = in.readInt();
                long count = in.readLong();
                long harvest = oldest + in.readLong();
                RowTable.Traits traits = new RowTable.Traits(
                        group,
                        devices ? in.readInt() : 0,
                        places ? in.readInt() : 0,
                        places ? in.readInt() : 0,
                        places ? in.readInt() : 0);
                ledger.restoreRow(identity.getLong(0), identity.getLong(8), traits, count, harvest);
            }
        } catch (IOException e) {
            throw corrupt(e);
        }
    }

    private static UncheckedIOException corrupt(IOException e) {
        return new UncheckedIOException("row ledger: chunk cannot be read", e);
    }
}
