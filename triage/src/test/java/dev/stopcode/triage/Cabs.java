package dev.stopcode.triage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;

/** Writes Microsoft CABs of one folder. */
final class Cabs {

    static final int HEADER = 36;
    static final int FRAME = 32768;

    enum Method {
        STORED(0),
        MSZIP(1),
        LZX(3 | LzxEncoder.WINDOW_BITS << 8);

        private final int code;

        Method(int code) {
            this.code = code;
        }
    }

    private Cabs() {}

    static byte[] of(Method method, Map<String, byte[]> files) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ByteBuffer entries = buffer(1 << 16);
        files.forEach((name, bytes) -> {
            entries.putInt(bytes.length).putInt(content.size()).putShort((short) 0);
            entries.putShort((short) 0x5B6E).putShort((short) 0x4BC0).putShort((short) 0x20);
            entries.put(name.getBytes(ISO_8859_1)).put((byte) 0);
            content.writeBytes(bytes);
        });
        byte[] data = data(method, content.toByteArray());
        int blocks = (content.size() + FRAME - 1) / FRAME;
        int start = HEADER + 8 + entries.position();
        ByteBuffer cab = buffer(start + data.length);
        cab.put("MSCF".getBytes(ISO_8859_1)).putInt(0).putInt(cab.limit()).putInt(0);
        cab.putInt(HEADER + 8).putInt(0).put((byte) 3).put((byte) 1);
        cab.putShort((short) 1)
                .putShort((short) files.size())
                .putShort((short) 0)
                .putInt(0);
        cab.putInt(start).putShort((short) blocks).putShort((short) method.code);
        cab.put(entries.flip()).put(data);
        return bytes(cab);
    }

    private static byte[] data(Method method, byte[] content) {
        ByteBuffer data = buffer(content.length * 2 + FRAME);
        LzxEncoder lzx = new LzxEncoder(content);
        for (int at = 0; at < content.length; at += FRAME) {
            int end = Math.min(content.length, at + FRAME);
            byte[] packed = switch (method) {
                case STORED -> Arrays.copyOfRange(content, at, end);
                case MSZIP -> mszip(content, at, end);
                case LZX -> lzx.frame(end);
            };
            data.putInt(checksum(packed, end - at))
                    .putShort((short) packed.length)
                    .putShort((short) (end - at))
                    .put(packed);
        }
        return bytes(data);
    }

    private static byte[] mszip(byte[] content, int from, int to) {
        Deflater deflater = new Deflater(9, true);
        if (from > 0) {
            deflater.setDictionary(content, from - FRAME, FRAME);
        }
        deflater.setInput(content, from, to - from);
        deflater.finish();
        byte[] packed = new byte[FRAME + 6144];
        packed[0] = 'C';
        packed[1] = 'K';
        int length = deflater.deflate(packed, 2, packed.length - 2);
        deflater.end();
        return Arrays.copyOf(packed, length + 2);
    }

    static int checksum(byte[] packed, int length) {
        ByteBuffer words = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        int sum = packed.length | (length << 16);
        while (words.remaining() >= 4) {
            sum ^= words.getInt();
        }
        int rest = 0;
        while (words.hasRemaining()) {
            rest = (rest << 8) | (words.get() & 0xFF);
        }
        return sum ^ rest;
    }

    /** What has been written so far. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
