package dev.stopcode.producer.details;

import java.util.HexFormat;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Stands for device ids, which never leave the producer: the first 128 bits of HMAC-SHA-256 under a secret key, in hex.
 * For one thread.
 */
public final class DeviceHash {

    private static final int BYTES = 16;

    private final @Nullable Mac mac;

    /** @param key the secret; empty for no hashes at all */
    public DeviceHash(String key) {
        this.mac = key.isEmpty() ? null : Hmac.of(key);
    }

    /** The hash of a device, null without a key or an id. */
    public @Nullable String of(@Nullable String deviceId) {
        if (mac == null || deviceId == null) {
            return null;
        }
        return HexFormat.of().formatHex(mac.doFinal(Hmac.bytes(deviceId)), 0, BYTES);
    }
}
