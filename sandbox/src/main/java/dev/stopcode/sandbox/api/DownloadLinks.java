package dev.stopcode.sandbox.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs links that expire, as shared access signatures do, and checks them. */
final class DownloadLinks {

    private final SecretKeySpec key;
    private final Clock clock;
    private final Duration lifetime;

    DownloadLinks(Clock clock, Duration lifetime) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** A path with the query that opens it. */
    String sign(String path) {
        String expires =
                clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS).toString();
        String signature = Base64.getEncoder().encodeToString(signature(path, expires));
        return path + "?sv=2024-11-04&sr=b&sp=r&se=" + encode(expires) + "&sig=" + encode(signature);
    }

    boolean accepts(String path, @Nullable String expires, @Nullable String signature) {
        if (expires == null || signature == null) {
            return false;
        }
        try {
            return MessageDigest.isEqual(
                            signature(path, expires), Base64.getDecoder().decode(signature))
                    && clock.instant().isBefore(Instant.parse(expires));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return false;
        }
    }

    private byte[] signature(String path, String expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal((path + "\n" + expires).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
