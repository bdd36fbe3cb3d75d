package dev.stopcode.producer.details;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Stands for device ids, which never leave the producer: the first 128 bits of HMAC-SHA-256 under a secret key, in hex.
 * For one thread.
 */
public final class DeviceHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final @Nullable Mac mac;

    /** @param key the secret; empty for no hashes at all */
    public DeviceHash(String key) {
        this.mac = key.isEmpty() ? null : mac(key);
    }

    /** The hash of a device, null without a key or an id. */
    public @Nullable String of(@Nullable String deviceId) {
        if (mac == null || deviceId == null) {
            return null;
        }
        return HexFormat.of().formatHex(mac.doFinal(deviceId.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    }

    private static Mac mac(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
