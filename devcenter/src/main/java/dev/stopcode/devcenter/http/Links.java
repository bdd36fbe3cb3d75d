package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Links that an answer names. */
public final class Links {

    private static final String ILLEGAL = " \"<>\\^`{|}";

    private Links() {}

    /**
     * The target of {@code link}, absolute or relative to {@code from} (RFC 3986, 5.2). Characters that should have
     * been escaped are. Fails with {@link LinkRefused} where it names no host to go to by HTTP.
     */
    public static URI resolve(URI from, String link) {
        String escaped = escape(link.strip());
        try {
            // URI.resolve drops the last segment of the path for a reference that is a query alone
            URI target = from.resolve(new URI(escaped.startsWith("?") ? from.getRawPath() + escaped : escaped));
            if (target.getHost() == null || !Set.of("http", "https").contains(scheme(target))) {
                throw new LinkRefused("a link that names no host to go to by HTTP");
            }
            return target;
        } catch (URISyntaxException e) {
            throw new LinkRefused("a link that is not a URI");
        }
    }

    /** Whether both have the same scheme, host and port. */
    public static boolean sameOrigin(URI a, URI b) {
        return origin(a).equals(origin(b));
    }

    /** {@code host:port}, in lower case, the port always named. */
    static String authority(URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? 443 : 80;
        return host(uri) + ":" + port;
    }

    static String host(URI uri) {
        return lower(uri.getHost());
    }

    /** {@code http} or {@code https} for what {@link #resolve} made. */
    static String scheme(URI uri) {
        return lower(uri.getScheme());
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String origin(URI uri) {
        return scheme(uri) + "://" + authority(uri);
    }

    private static String escape(String link) {
        StringBuilder escaped = new StringBuilder(link.length());
        link.codePoints().forEach(c -> {
            if (c > ' ' && c < 0x7f && ILLEGAL.indexOf(c) < 0) {
                escaped.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            }
        });
        return escaped.toString();
    }
}
