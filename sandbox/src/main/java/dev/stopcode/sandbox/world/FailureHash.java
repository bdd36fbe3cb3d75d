package dev.stopcode.sandbox.world;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/** The vendor's failure hash, the same as {@code FAILURE_ID_HASH} of WinDbg's {@code !analyze -v}. */
public final class FailureHash {

    private FailureHash() {}

    /** The GUID, little-endian, of the MD5 over UTF-16LE of {@code km:} and the lower-case name. */
    public static String of(String failureName) {
        String text = "km:" + failureName.toLowerCase(Locale.ROOT);
        return guid(md5().digest(text.getBytes(StandardCharsets.UTF_16LE)));
    }

    /** A hash that is no name's, as they are seen; the placeholder of a placeholder is the hash. */
    public static String placeholder(String hash) {
        if (!hash.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return hash;
        }
        UUID id = UUID.fromString(hash);
        return new UUID(~id.getMostSignificantBits(), ~id.getLeastSignificantBits()).toString();
    }

    /** Sixteen bytes in the GUID's memory order: its first three parts are little-endian. */
    static String guid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long first = buffer.getInt() & 0xFFFFFFFFL;
        long second = buffer.getShort() & 0xFFFFL;
        long third = buffer.getShort() & 0xFFFFL;
        long rest = buffer.order(ByteOrder.BIG_ENDIAN).getLong();
        return new UUID(first << 32 | second << 16 | third, rest).toString();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
