package dev.stopcode.config;

import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.DevCenterConfig.Credentials;
import dev.stopcode.devcenter.DevCenterConfig.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.jspecify.annotations.Nullable;

/** {@code devcenter.*}. */
final class DevCenterSection {

    private static final String TENANT = "devcenter.tenant";
    private static final String CLIENT_ID = "devcenter.client.id";
    private static final String CLIENT_SECRET = "devcenter.client.secret";
    private static final String LOGIN = "devcenter.login";
    private static final String API = "devcenter.api";
    private static final String RESOURCE = "devcenter.resource";
    private static final String LINK_HOSTS = "devcenter.link.hosts";
    private static final String RATE = "devcenter.requests.per.second";
    private static final String CONCURRENT = "devcenter.concurrency";
    private static final String ATTEMPTS = "devcenter.attempts";
    private static final String BACKOFF = "devcenter.backoff";
    private static final String MAX_BACKOFF = "devcenter.backoff.max";
    private static final String CONNECT_TIMEOUT = "devcenter.connect.timeout";
    private static final String REQUEST_TIMEOUT = "devcenter.request.timeout";
    private static final String IDLE_TIMEOUT = "devcenter.idle.timeout";
    private static final String PROXY = "devcenter.proxy";
    private static final String TRUST_STORE = "devcenter.truststore";
    private static final String TRUST_STORE_PASSWORD = "devcenter.truststore.password";
    private static final String CERTIFICATE = "devcenter.client.certificate";
    private static final String CERTIFICATE_PASSWORD = "devcenter.client.certificate.password";

    /** What a tenant's application needs, all or nothing. */
    private static final List<String> CREDENTIALS = List.of(TENANT, CLIENT_ID, CLIENT_SECRET);

    private static final String FIRST_PAUSE = "500ms";
    private static final String LONGEST_PAUSE = "30s";
    private static final String VENDOR = "https://manage.devcenter.microsoft.com";

    private DevCenterSection() {}

    static void define(Keys keys) {
        keys.text(
                        TENANT,
                        null,
                        "Tenant id of the Azure AD application. Without credentials there is no Dev Center to harvest.")
                .text(CLIENT_ID, null, "Client id of the Azure AD application.")
                .secret(CLIENT_SECRET, "Client secret of the Azure AD application.")
                .url(LOGIN, "https://login.microsoftonline.com", "Where tokens come from; the tenant's path is added.")
                .url(API, VENDOR, "Base of the API.")
                .text(RESOURCE, VENDOR, "What a token is asked for.")
                .list(
                        LINK_HOSTS,
                        "*.blob.core.windows.net",
                        ValidList.anyNonDuplicateValues(true, false),
                        "Hosts that dumps and reports may be downloaded from: host, host:port or *.suffix.")
                .decimal(RATE, 5, 0.01, "Requests a second at most.")
                .number(CONCURRENT, 8, 1, "Requests in flight at most.")
                .number(ATTEMPTS, 6, 1, "Tries of a request, the first included.")
                .duration(BACKOFF, FIRST_PAUSE, "Longest pause before the second try; it doubles with each.")
                .duration(
                        MAX_BACKOFF,
                        LONGEST_PAUSE,
                        "Longest pause before any try, unless the Dev Center asks for more.")
                .duration(CONNECT_TIMEOUT, "10s", "Time to connect.")
                .duration(REQUEST_TIMEOUT, "120s", "Time until an answer begins.")
                .duration(
                        IDLE_TIMEOUT,
                        "60s",
                        "Longest silence inside an answer; inside a token's, the request time-out where that is longer.")
                .url(PROXY, null, "HTTP proxy.")
                .text(TRUST_STORE, null, "PEM, PKCS#12 or JKS file with the authorities to trust; else the JDK's.")
                .secret(TRUST_STORE_PASSWORD, "Its password.")
                .text(CERTIFICATE, null, "PKCS#12 file with a client certificate and its key.")
                .secret(CERTIFICATE_PASSWORD, "Its password.");
    }

    static void check(Map<String, String> values, List<Problem> problems) {
        List<String> missing = CREDENTIALS.stream()
                .filter(key -> values.getOrDefault(key, "").isEmpty())
                .toList();
        if (missing.size() < CREDENTIALS.size()) {
            missing.forEach(key -> problems.add(
                    Problem.of(key, null, "missing: " + String.join(", ", CREDENTIALS) + " belong together")));
        }
        if (problems.stream().noneMatch(problem -> problem.key().startsWith(BACKOFF))) {
            checkBackoff(
                    values.getOrDefault(BACKOFF, FIRST_PAUSE),
                    values.getOrDefault(MAX_BACKOFF, LONGEST_PAUSE),
                    problems);
        }
    }

    private static void checkBackoff(String first, String longest, List<Problem> problems) {
        if (Durations.parse(first).compareTo(Durations.parse(longest)) > 0) {
            problems.add(Problem.of(BACKOFF, first, "at most " + MAX_BACKOFF + ", which is " + longest));
        }
    }

    static @Nullable DevCenterConfig read(Settings settings) {
        String tenant = settings.optional(TENANT);
        String clientId = settings.optional(CLIENT_ID);
        String clientSecret = settings.secret(CLIENT_SECRET);
        if (tenant == null || clientId == null || clientSecret == null) {
            return null;
        }
        return new DevCenterConfig(
                settings.url(API),
                tokenUrl(settings.getString(LOGIN), tenant),
                settings.getString(RESOURCE),
                new Credentials(clientId, clientSecret),
                Set.copyOf(settings.getList(LINK_HOSTS)),
                settings.getDouble(RATE),
                settings.getInt(CONCURRENT),
                settings.getInt(ATTEMPTS),
                settings.duration(BACKOFF),
                settings.duration(MAX_BACKOFF),
                settings.duration(CONNECT_TIMEOUT),
                settings.duration(REQUEST_TIMEOUT),
                settings.duration(IDLE_TIMEOUT),
                transport(settings));
    }

    private static Transport transport(Settings settings) {
        return new Transport(
                settings.optional(PROXY) == null ? null : settings.url(PROXY),
                file(settings, TRUST_STORE),
                settings.secret(TRUST_STORE_PASSWORD),
                file(settings, CERTIFICATE),
                settings.secret(CERTIFICATE_PASSWORD));
    }

    private static @Nullable Path file(Settings settings, String key) {
        String path = settings.optional(key);
        return path == null ? null : Path.of(path);
    }

    private static URI tokenUrl(String login, String tenant) {
        return Urls.parse((login.endsWith("/") ? login : login + "/") + tenant + "/oauth2/token");
    }
}
