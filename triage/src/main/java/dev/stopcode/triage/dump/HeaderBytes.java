package dev.stopcode.triage.dump;

import dev.stopcode.triage.limit.Unreadable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The first bytes of a dump. Fields that were never set hold any pattern, so what cannot be is null. */
final class HeaderBytes {

    private static final long FILETIME_EPOCH = 11_644_473_600L;
    private static final long TICKS = 10_000_000;
    private static final int MOST_BUILDS = 1_000_000;
    private static final int MOST_PROCESSORS = 4096;
    private static final Duration LONGEST_UPTIME = Duration.ofDays(3650);

    private final ByteBuffer bytes;

    HeaderBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int u8(long at) throws Unreadable {
        return bytes.get(there(at, Byte.BYTES)) & 0xFF;
    }

    int u16(long at) throws Unreadable {
        return bytes.getShort(there(at, Short.BYTES)) & 0xFFFF;
    }

    long u32(long at) throws Unreadable {
        return bytes.getInt(there(at, Integer.BYTES)) & 0xFFFF_FFFFL;
    }

    long i64(long at) throws Unreadable {
        return bytes.getLong(there(at, Long.BYTES));
    }

    private int there(long at, int length) throws Unreadable {
        if (at > bytes.limit() - length) {
            throw Unreadable.broken("the dump ends within its header");
        }
        return (int) at;
    }

    static @Nullable Integer build(long build) {
        return build > 0 && build < MOST_BUILDS ? (int) build : null;
    }

    static @Nullable Integer processors(long count) {
        return count > 0 && count <= MOST_PROCESSORS ? (int) count : null;
    }

    /** @param ticks of 100 ns */
    static @Nullable Duration uptime(long ticks) {
        return ticks > 0 && ticks <= LONGEST_UPTIME.toSeconds() * TICKS
                ? Duration.ofMillis(ticks / (TICKS / 1000))
                : null;
    }

    /** @param ticks of 100 ns since 1601 */
    static @Nullable Instant fileTime(long ticks) {
        return ticks < 0 ? null : time(ticks / TICKS - FILETIME_EPOCH);
    }

    /** @param seconds since 1970 */
    static @Nullable Instant time(long seconds) {
        long first = Year.of(1995).atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        long last = Year.of(2100).atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        return seconds >= first && seconds < last ? Instant.ofEpochSecond(seconds) : null;
    }

    /** @param machine type of a PE image */
    static @Nullable String architecture(long machine) {
        return switch ((int) machine) {
            case 0x8664 -> "x64";
            case 0xAA64 -> "ARM64";
            case 0x14C -> "x86";
            case 0x1C0, 0x1C4 -> "ARM";
            default -> null;
        };
    }
}
