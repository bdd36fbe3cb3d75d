package dev.stopcode.triage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;

/** Dumps as Windows writes them, with what nobody set left at its pattern. */
final class Dumps {

    static final Instant CRASH = Instant.parse("2026-11-14T09:30:15Z");

    private Dumps() {}

    private static ByteBuffer pattern(int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.put("PAGE".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes;
    }

    private static byte[] magic(String magic) {
        return magic.getBytes(StandardCharsets.US_ASCII);
    }

    private static long fileTime(Instant time) {
        return (time.getEpochSecond() - LocalDate.of(1601, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC))
                * 10_000_000L;
    }

    /** 64-bit, x64, build 19045, 8 processors, two minutes up, a mini dump of 64 kB with memory that repeats. */
    static byte[] kernel64(int code, long... parameters) {
        ByteBuffer bytes = pattern(0x10000);
        Random random = new Random(7);
        for (int at = 0x2000; at < bytes.limit(); at += 1 + random.nextInt(40)) {
            bytes.put(at, (byte) random.nextInt());
        }
        bytes.put(0, magic("PAGEDU64")).putInt(0x08, 15).putInt(0x0C, 19045);
        bytes.putInt(0x30, 0x8664).putInt(0x34, 8).putInt(0x38, code).putInt(0xF98, 4);
        for (int i = 0; i < 4; i++) {
            bytes.putLong(0x40 + 8 * i, i < parameters.length ? parameters[i] : 0);
        }
        bytes.putLong(0xFA8, fileTime(CRASH)).putLong(0x1030, 120 * 10_000_000L);
        return Cabs.bytes(bytes);
    }

    static byte[] kernel32(int code) {
        ByteBuffer bytes = pattern(0x1000);
        bytes.put(0, magic("PAGEDUMP")).putInt(0x08, 15).putInt(0x0C, 7601);
        bytes.putInt(0x20, 0x14C).putInt(0x24, 2).putInt(0x28, code);
        bytes.putInt(0x2C, 0xFFFF_0000).putInt(0x30, 2).putInt(0x34, 0).putInt(0x38, 3);
        bytes.putInt(0xF88, 2).putLong(0xFC0, fileTime(CRASH)).putLong(0xFB8, 120 * 10_000_000L);
        return Cabs.bytes(bytes);
    }

    /** x64, build 22631, with the SystemInfo stream as the second one. */
    static byte[] user() {
        ByteBuffer bytes = ByteBuffer.allocate(0x400).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, magic("MDMP")).putInt(4, 0xA793).putInt(8, 2).putInt(12, 0x20);
        bytes.putInt(20, (int) CRASH.getEpochSecond());
        bytes.putInt(0x20, 3).putInt(0x28, 0x100);
        bytes.putInt(0x2C, 7).putInt(0x30, 56).putInt(0x34, 0x200);
        bytes.putShort(0x200, (short) 9).put(0x206, (byte) 16).putInt(0x210, 22631);
        return bytes.array();
    }
}
