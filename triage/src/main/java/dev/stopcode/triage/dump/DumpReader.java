package dev.stopcode.triage.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.stopcode.triage.limit.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads headers of dumps: of 64-bit kernels ({@code PAGEDU64}), 32-bit kernels ({@code PAGEDUMP}), processes ({@code MDMP}). */
public final class DumpReader {

    /** The magic tells the kinds apart by so many bytes. */
    public static final int HEAD = 8;

    private static final int MOST_READ = 0x10000;
    private static final long MINI_DUMP_FLAG = 0x1000_0000L;

    private DumpReader() {}

    /** Whether a file that begins so is a dump. */
    public static boolean isDump(byte[] head) {
        String magic = new String(head, ISO_8859_1);
        return magic.equals("PAGEDU64") || magic.equals("PAGEDUMP") || magic.startsWith("MDMP");
    }

    /** Reads at most 64 kB of a dump. */
    public static DumpHeader read(InputStream dump) throws IOException {
        byte[] bytes = dump.readNBytes(MOST_READ);
        HeaderBytes header = new HeaderBytes(bytes);
        return switch (header.u8(6)) {
            case '6' -> kernel64(header);
            case 'M' -> kernel32(header);
            default -> UserDump.read(header);
        };
    }

    private static DumpHeader kernel64(HeaderBytes header) throws Unreadable {
        long code = withoutFlag(header.u32(0x38));
        return new DumpHeader(
                type(header.u32(0xF98)),
                hex(code),
                BugChecks.name(code),
                hexes(header.i64(0x40), header.i64(0x48), header.i64(0x50), header.i64(0x58)),
                HeaderBytes.build(header.u32(0x0C)),
                HeaderBytes.processors(header.u32(0x34)),
                HeaderBytes.architecture(header.u32(0x30)),
                HeaderBytes.uptime(header.i64(0x1030)),
                HeaderBytes.fileTime(header.i64(0xFA8)));
    }

    private static DumpHeader kernel32(HeaderBytes header) throws Unreadable {
        long code = withoutFlag(header.u32(0x28));
        return new DumpHeader(
                type(header.u32(0xF88)),
                hex(code),
                BugChecks.name(code),
                hexes(header.u32(0x2C), header.u32(0x30), header.u32(0x34), header.u32(0x38)),
                HeaderBytes.build(header.u32(0x0C)),
                HeaderBytes.processors(header.u32(0x24)),
                HeaderBytes.architecture(header.u32(0x20)),
                HeaderBytes.uptime(header.i64(0xFB8)),
                HeaderBytes.fileTime(header.i64(0xFC0)));
    }

    private static long withoutFlag(long code) {
        return (code & 0xF000_0000L) == MINI_DUMP_FLAG ? code & ~MINI_DUMP_FLAG : code;
    }

    private static @Nullable DumpType type(long number) {
        return switch ((int) number) {
            case 1 -> DumpType.FULL;
            case 2 -> DumpType.KERNEL;
            case 3 -> DumpType.HEADER;
            case 4 -> DumpType.MINI;
            case 5 -> DumpType.BITMAP_FULL;
            case 6 -> DumpType.BITMAP_KERNEL;
            case 7 -> DumpType.AUTOMATIC;
            default -> null;
        };
    }

    private static String hex(long number) {
        return Long.toHexString(number).toUpperCase(Locale.ROOT);
    }

    private static List<String> hexes(long... numbers) {
        return LongStream.of(numbers)
                .mapToObj(number -> "0x" + Long.toHexString(number))
                .toList();
    }
}
