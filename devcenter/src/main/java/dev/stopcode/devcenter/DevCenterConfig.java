package dev.stopcode.devcenter;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a tenant's Dev Center.
 *
 * @param api base of the API, for example {@code https://manage.devcenter.microsoft.com}
 * @param tokenUrl token endpoint of the tenant, whole
 * @param resource the {@code resource} that a token is asked for
 * @param credentials who asks
 * @param linkHosts hosts ({@code host} or {@code host:port}, {@code *.suffix} for any below it) that redirects may
 *     lead to
 * @param requestsPerSecond the client's own rate limit
 * @param maxConcurrent calls in flight at once
 * @param attempts tries of a call in all, the first included
 * @param backoff pause before the first retry at most; doubles with each, full jitter
 * @param maxBackoff longest pause before a retry; a longer Retry-After is honoured
 * @param connectTimeout time to connect
 * @param requestTimeout time until an answer begins
 * @param idleTimeout longest silence inside an answer; inside a token's, {@code requestTimeout} where that is longer
 * @param transport proxy and TLS
 */
public record DevCenterConfig(
        URI api,
        URI tokenUrl,
        String resource,
        Credentials credentials,
        Set<String> linkHosts,
        double requestsPerSecond,
        int maxConcurrent,
        int attempts,
        Duration backoff,
        Duration maxBackoff,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration idleTimeout,
        Transport transport) {

    /** An Azure AD application; the secret is never printed. */
    public record Credentials(String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Credentials[clientId=" + clientId + ", clientSecret=***]";
        }
    }

    /**
     * Proxy and TLS.
     *
     * @param proxy {@code http://host:port}, null for none
     * @param trustStore PEM, PKCS#12 or JKS file with the authorities to trust, null for the JDK's
     * @param clientCertificate PKCS#12 file with certificate and key, null for none
     */
    public record Transport(
            @Nullable URI proxy,
            @Nullable Path trustStore,
            @Nullable String trustStorePassword,
            @Nullable Path clientCertificate,
            @Nullable String clientCertificatePassword) {

        /** No proxy, the JDK's trust, no client certificate. */
        public static final Transport DIRECT = new Transport(null, null, null, null, null);

        @Override
        public String toString() {
            return "Transport[proxy=" + proxy + ", trustStore=" + trustStore + ", clientCertificate="
                    + clientCertificate + "]";
        }
    }
}
