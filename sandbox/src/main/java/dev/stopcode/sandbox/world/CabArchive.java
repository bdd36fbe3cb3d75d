package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.details.DetailRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** What the vendor collects of a crash: a ZIP with a dump and a description of the computer. */
final class CabArchive {

    private static final int HEADER = 0x2000;
    private static final long FILETIME_EPOCH = 11_644_473_600L;
    private static final long KERNEL = 0xFFFFF80000000000L;

    private CabArchive() {}

    static byte[] bytes(DetailRow crash, int bugCheck, Cab.Type type, long seed) {
        LocalDateTime time = LocalDateTime.ofInstant(crash.time(), ZoneOffset.UTC);
        String dump = bugCheck == 0x141 || bugCheck == 0x117
                ? "WATCHDOG-%tY%1$tm%1$td-%1$tH%1$tM.dmp"
                : "Mini%tm%1$td%1$ty-01.dmp";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, String.format(Locale.ROOT, dump, time), time, dump(crash, bugCheck, type, seed));
            add(zip, "sysdata.xml", time, sysdata(crash).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Stored, not deflated: the same bytes whatever zlib the platform has. */
    private static void add(ZipOutputStream zip, String name, LocalDateTime time, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** A kernel dump whose header is right and whose memory is noise. */
    private static byte[] dump(DetailRow crash, int bugCheck, Cab.Type type, long seed) {
        ByteBuffer dump =
                ByteBuffer.allocate(type.kilobytes(Dice.roll(seed, 1)) * 1024).order(ByteOrder.LITTLE_ENDIAN);
        while (dump.position() < HEADER) {
            dump.put("PAGE".getBytes(StandardCharsets.US_ASCII));
        }
        for (long i = 0; dump.remaining() >= Long.BYTES; i++) {
            dump.putLong(Dice.roll(seed, 100 + i));
        }
        dump.put(0, "PAGEDU64".getBytes(StandardCharsets.US_ASCII))
                .putInt(0x08, 15)
                .putInt(0x0C, build(crash.osVersion()))
                .putInt(0x30, "ARM64".equals(crash.architecture()) ? 0xAA64 : 0x8664)
                .putInt(0x34, 4 << (seed & 3))
                .putInt(0x38, bugCheck)
                .putLong(0x40, firstParameter(crash.failureName(), seed))
                .putLong(0x48, 2 + (seed & 0xD))
                .putLong(0x50, seed & 1)
                .putLong(0x58, KERNEL | (Dice.roll(seed, 4) & 0xFFFFFFFFL))
                .putInt(0xF98, type.dumpType())
                .putLong(0xFA8, fileTime(crash.time()))
                .putLong(0x1030, Dice.between(Dice.roll(seed, 5), 60, 900_000) * 10_000_000L);
        return dump.array();
    }

    private static long firstParameter(@Nullable String failureName, long seed) {
        if (failureName != null && failureName.startsWith("0x133_")) {
            return failureName.startsWith("0x133_ISR") ? 1 : 0;
        }
        return KERNEL | (Dice.roll(seed, 3) & 0xFFFFFFFFL);
    }

    private static int build(@Nullable String osVersion) {
        String[] parts = osVersion == null ? new String[0] : osVersion.split("\\.", -1);
        return parts.length == 4 ? Integer.parseInt(parts[2]) : 0;
    }

    private static long fileTime(Instant time) {
        return (time.getEpochSecond() + FILETIME_EPOCH) * 10_000_000L;
    }

    private static String sysdata(DetailRow crash) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <SYSTEMINFO>
                  <SYSTEM>
                    <OSNAME>%s</OSNAME>
                    <OSVER>%s</OSVER>
                    <OSLANGUAGE>1033</OSLANGUAGE>
                  </SYSTEM>
                  <DRIVERS>
                    <DRIVER>
                      <FILENAME>%s</FILENAME>
                      <VERSION>%s</VERSION>
                      <MANUFACTURER>Contoso</MANUFACTURER>
                    </DRIVER>
                  </DRIVERS>
                </SYSTEMINFO>
                """.formatted(
                        Objects.requireNonNullElse(crash.osName(), "Windows"),
                        crash.osVersion(),
                        crash.driverName(),
                        crash.driverVersion());
    }
}
