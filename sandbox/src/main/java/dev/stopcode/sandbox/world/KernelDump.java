package dev.stopcode.sandbox.world;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stopcode.devcenter.details.DetailRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A 64-bit kernel dump whose header is right and whose memory is noise. */
final class KernelDump {

    private static final int HEADER = 0x2000;
    private static final long FILETIME_EPOCH = 11_644_473_600L;
    private static final long KERNEL = 0xFFFFF80000000000L;

    /** What follows the bug check in a name: an exception, or what the first parameter said. */
    private static final Pattern QUALIFIER = Pattern.compile(
            "(?:LKD_|X64_)?0x[0-9a-f]+_(?:(c[0-9a-f]{7})|([0-9a-f]{1,3})|(DPC)|(ISR))_.*", Pattern.CASE_INSENSITIVE);

    /** Bug checks that have the exception as their first parameter. */
    private static final Set<Integer> EXCEPTIONS = Set.of(0x1E, 0x3B, 0x7E);

    private KernelDump() {}

    static byte[] bytes(DetailRow crash, int bugCheck, Cab.Type type, long seed) {
        byte[] bytes = new byte[type.kilobytes(Dice.roll(seed, 1)) * 1024];
        ByteBuffer dump = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (dump.position() < HEADER) {
            dump.put("PAGE".getBytes(US_ASCII));
        }
        for (long i = 0; dump.remaining() >= Long.BYTES; i++) {
            dump.putLong(Dice.roll(seed, 100 + i));
        }
        dump.put(0, "PAGEDU64".getBytes(US_ASCII))
                .putInt(0x08, 15)
                .putInt(0x0C, build(crash.osVersion()))
                .putInt(0x30, "ARM64".equals(crash.architecture()) ? 0xAA64 : 0x8664)
                .putInt(0x34, 4 << (seed & 3))
                .putInt(0x38, bugCheck)
                .putLong(0x40, firstParameter(crash.failureName(), bugCheck, seed))
                .putLong(0x48, 2 + (seed & 0xD))
                .putLong(0x50, seed & 1)
                .putLong(0x58, address(seed, 4))
                .putInt(0xF98, type.dumpType())
                .putLong(0xFA8, fileTime(crash.time()))
                .putLong(0x1030, Dice.between(Dice.roll(seed, 5), 60, 900_000) * 10_000_000L);
        return bytes;
    }

    private static long firstParameter(@Nullable String failureName, int bugCheck, long seed) {
        Matcher name = QUALIFIER.matcher(failureName == null ? "" : failureName);
        if (!name.matches()) {
            return address(seed, 3);
        }
        if (name.group(1) != null) {
            return EXCEPTIONS.contains(bugCheck) ? exception(name.group(1), bugCheck) : address(seed, 3);
        }
        return name.group(2) != null ? Long.parseLong(name.group(2), 16) : name.group(3) != null ? 0 : 1;
    }

    /** As a signed number, but for a system service. */
    private static long exception(String status, int bugCheck) {
        return bugCheck == 0x3B ? Long.parseLong(status, 16) : Integer.parseUnsignedInt(status, 16);
    }

    private static long address(long seed, int face) {
        return KERNEL | (Dice.roll(seed, face) & 0xFFFFFFFFL);
    }

    private static int build(@Nullable String osVersion) {
        String[] parts = osVersion == null ? new String[0] : osVersion.split("\\.", -1);
        return parts.length == 4 ? Integer.parseInt(parts[2]) : 0;
    }

    private static long fileTime(Instant time) {
        return (time.getEpochSecond() + FILETIME_EPOCH) * 10_000_000L;
    }
}
