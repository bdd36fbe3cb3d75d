package dev.stopcode.producer.callback;

import dev.stopcode.producer.details.Hmac;
import java.net.URI;
import java.util.HexFormat;

/**
 * Where the callback of a report leads. The same after every start, without anything being kept, and not to be guessed
 * without the key: the HMAC-SHA-256 of a fixed text and the report's id, in hex.
 */
public final class CallbackPath {

    private static final String LABEL = "stopcode report callback ";

    private CallbackPath() {}

    /** The last segment of the path. */
    public static String of(String deviceKey, String reportId) {
        return HexFormat.of().formatHex(Hmac.of(deviceKey).doFinal(Hmac.bytes(LABEL + reportId)));
    }

    /** The whole address, below the configured one. */
    public static URI url(URI base, String deviceKey, String reportId) {
        return URI.create(base.toString().replaceFirst("/$", "") + "/" + of(deviceKey, reportId));
    }
}
