package dev.stopcode.sandbox.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/** Writes a Microsoft CAB of one folder by [MS-CAB]: stored, or MSZIP whose deflate streams are blocks without packing. */
final class Cabinet {

    private static final int HEADER = 36;
    private static final int FOLDER = 8;
    private static final int FRAME = 32768;
    private static final int ARCHIVE = 0x20;

    private Cabinet() {}

    static byte[] bytes(List<CabArchive.Part> parts, LocalDateTime time, boolean mszip) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ByteBuffer files = buffer(1024);
        for (CabArchive.Part part : parts) {
            files.putInt(part.content().length).putInt(content.size()).putShort((short) 0);
            files.putShort((short) dosDate(time))
                    .putShort((short) dosTime(time))
                    .putShort((short) ARCHIVE);
            files.put(part.name().getBytes(US_ASCII)).put((byte) 0);
            content.writeBytes(part.content());
        }
        byte[] data = data(content.toByteArray(), mszip);
        int dataAt = HEADER + FOLDER + files.position();
        ByteBuffer cab = ByteBuffer.wrap(new byte[dataAt + data.length]).order(ByteOrder.LITTLE_ENDIAN);
        cab.put("MSCF".getBytes(US_ASCII)).putInt(0).putInt(cab.limit()).putInt(0);
        cab.putInt(HEADER + FOLDER).putInt(0).put((byte) 3).put((byte) 1);
        cab.putShort((short) 1)
                .putShort((short) parts.size())
                .putShort((short) 0)
                .putInt(0);
        cab.putInt(dataAt).putShort((short) frames(content.size())).putShort((short) (mszip ? 1 : 0));
        return cab.put(files.flip()).put(data).array();
    }

    private static byte[] data(byte[] content, boolean mszip) {
        ByteBuffer data = buffer(content.length + 16 * frames(content.length));
        for (int from = 0; from < content.length; from += FRAME) {
            byte[] frame = Arrays.copyOfRange(content, from, Math.min(content.length, from + FRAME));
            byte[] packed = mszip ? mszip(frame) : frame;
            data.putInt(checksum(packed, frame.length))
                    .putShort((short) packed.length)
                    .putShort((short) frame.length)
                    .put(packed);
        }
        byte[] bytes = new byte[data.position()];
        data.get(0, bytes);
        return bytes;
    }

    private static int frames(int length) {
        return (length + FRAME - 1) / FRAME;
    }

    /** The signature, then one last block of deflate that is stored: its length, the complement of it, the bytes. */
    private static byte[] mszip(byte[] frame) {
        byte[] packed = new byte[frame.length + 7];
        ByteBuffer.wrap(packed)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'C')
                .put((byte) 'K')
                .put((byte) 1)
                .putShort((short) frame.length)
                .putShort((short) ~frame.length)
                .put(frame);
        return packed;
    }

    /** Exclusive or of little-endian words; up to three bytes at the end are a word with the first of them on top. */
    private static int checksum(byte[] packed, int frameLength) {
        ByteBuffer words = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        int sum = packed.length | (frameLength << 16);
        while (words.remaining() >= Integer.BYTES) {
            sum ^= words.getInt();
        }
        int rest = 0;
        while (words.hasRemaining()) {
            rest = (rest << 8) | (words.get() & 0xFF);
        }
        return sum ^ rest;
    }

    private static int dosDate(LocalDateTime time) {
        return ((time.getYear() - 1980) << 9) | (time.getMonthValue() << 5) | time.getDayOfMonth();
    }

    private static int dosTime(LocalDateTime time) {
        return (time.getHour() << 11) | (time.getMinute() << 5) | (time.getSecond() / 2);
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
