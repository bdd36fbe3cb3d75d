package dev.stopcode.sandbox.world;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopcode.devcenter.details.DetailRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What the vendor collects of a crash: a dump and two descriptions of the computer, in a ZIP or a Microsoft CAB. Nothing
 * is packed by a library, so that the bytes are the same whatever zlib the platform has.
 */
final class CabArchive {

    /** A file in it. */
    record Part(String name, byte[] content) {}

    private CabArchive() {}

    static byte[] bytes(DetailRow crash, int bugCheck, Cab.Type type, long seed) {
        LocalDateTime time = LocalDateTime.ofInstant(crash.time(), ZoneOffset.UTC);
        String dump = bugCheck == 0x141 || bugCheck == 0x117
                ? "WATCHDOG-%tY%1$tm%1$td-%1$tH%1$tM.dmp"
                : "Mini%tm%1$td%1$ty-01.dmp";
        List<Part> parts = List.of(
                new Part(String.format(Locale.ROOT, dump, time), KernelDump.bytes(crash, bugCheck, type, seed)),
                new Part("sysdata.xml", CabDescription.sysdata(crash).getBytes(UTF_8)),
                new Part(
                        "WERInternalMetadata.xml",
                        CabDescription.metadata(crash, bugCheck, seed).getBytes(UTF_16)));
        int percent = Dice.below(Dice.roll(seed, 6), 100);
        return percent < 50 ? zip(parts, time) : Cabinet.bytes(parts, time, percent < 75);
    }

    private static byte[] zip(List<Part> parts, LocalDateTime time) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Part part : parts) {
                add(zip, part, time);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, Part part, LocalDateTime time) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(part.content());
        ZipEntry entry = new ZipEntry(part.name());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(part.content().length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        zip.write(part.content());
        zip.closeEntry();
    }
}
