package dev.stopcode.worker.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** What a dump file is, by its first bytes; the vendor's file names are not to be trusted. */
public enum Container {
    ZIP("PK\u0003\u0004", "zip"),
    CAB("MSCF", "cab"),
    KERNEL_DUMP_64("PAGEDU64", "dmp"),
    KERNEL_DUMP_32("PAGEDUMP", "dmp"),
    USER_DUMP("MDMP", "dmp");

    /** How many first bytes decide. */
    static final int HEAD_BYTES = 8;

    private final String magic;
    private final String extension;

    Container(String magic, String extension) {
        this.magic = magic;
        this.extension = extension;
    }

    /** The container that begins with these bytes, empty if none does. */
    static Optional<Container> of(byte[] head) {
        String text = new String(head, ISO_8859_1);
        return Arrays.stream(values())
                .filter(container -> text.startsWith(container.magic))
                .findFirst();
    }

    /** A container whose files have that extension, empty if there is none. */
    static Optional<Container> ofExtension(String extension) {
        return Arrays.stream(values())
                .filter(container -> container.extension.equals(extension))
                .findFirst();
    }

    /** Extension of the stored file's name, without the dot. */
    String extension() {
        return extension;
    }
}
