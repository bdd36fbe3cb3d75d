package dev.stopcode.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's hash of a failure's name: the GUID, in its little-endian byte order, of the MD5 over the UTF-16LE text
 * of {@code km:} (kernel mode) or {@code um:} (user mode) and the name in lower case. Rows may carry a hash that
 * differs, because placeholder hashes exist.
 */
public final class FailureHash {

    private FailureHash() {}

    /**
     * The hash of a failure in the mode that its row names: user mode for {@code User} in any case, else kernel mode.
     */
    public static String of(String failureName, @Nullable String mode) {
        return "User".equalsIgnoreCase(mode) ? ofUserMode(failureName) : ofKernelMode(failureName);
    }

    /** The hash of a failure in kernel mode, for example of {@code AV_fastboot!unknown_function}. */
    public static String ofKernelMode(String failureName) {
        return hash("km:" + failureName);
    }

    /** The hash of a failure in user mode. */
    public static String ofUserMode(String failureName) {
        return hash("um:" + failureName);
    }

    private static String hash(String name) {
        String text = name.toLowerCase(Locale.ROOT);
        ByteBuffer guid = ByteBuffer.wrap(md5(text.getBytes(StandardCharsets.UTF_16LE)));
        long data1 = guid.order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFF_FFFFL;
        long data2 = guid.getShort() & 0xFFFFL;
        long data3 = guid.getShort() & 0xFFFFL;
        long data4 = guid.order(ByteOrder.BIG_ENDIAN).getLong();
        return new UUID(data1 << 32 | data2 << 16 | data3, data4).toString();
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
