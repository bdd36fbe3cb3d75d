package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that a link may lead to: {@code host} on any port, {@code host:port}, or {@code *.suffix} for all below.
 */
public final class LinkHosts {

    private final Set<String> allowed;
    private final boolean secure;

    /** The allowed hosts; where the API itself is reached by HTTPS, links must be so too. */
    public LinkHosts(Set<String> allowed, URI api) {
        this.allowed = allowed.stream().map(Links::lower).collect(Collectors.toUnmodifiableSet());
        this.secure = Links.scheme(api).equals("https");
    }

    /** Fails with {@link LinkRefused} where {@code link} leads elsewhere. */
    public void check(URI link) {
        String authority = Links.authority(link);
        if (secure && !Links.scheme(link).equals("https")) {
            throw new LinkRefused("a link to " + authority + " leaves HTTPS");
        }
        String host = Links.host(link);
        if (allowed.stream().noneMatch(entry -> matches(entry, host) || matches(entry, authority))) {
            throw new LinkRefused(
                    "a link to " + authority + ", which is not allowed; add it to the link hosts if it should be");
        }
    }

    private static boolean matches(String entry, String name) {
        return entry.startsWith("*.") ? name.endsWith(entry.substring(1)) : name.equals(entry);
    }
}
