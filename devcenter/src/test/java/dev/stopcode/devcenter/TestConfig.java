package dev.stopcode.devcenter;

import dev.stopcode.devcenter.DevCenterConfig.Credentials;
import dev.stopcode.devcenter.DevCenterConfig.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Configurations that wait for nothing long. */
public final class TestConfig {

    private TestConfig() {}

    /** API and token endpoint below {@code base}. */
    public static DevCenterConfig of(String base, Transport transport, String... linkHosts) {
        return new DevCenterConfig(
                URI.create(base),
                URI.create(base + "/tenant/oauth2/token"),
                "https://manage.devcenter.microsoft.com",
                new Credentials("the-client", "the secret&more"),
                Set.of(linkHosts),
                10_000,
                4,
                3,
                Duration.ofMillis(1),
                Duration.ofMillis(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                transport);
    }

    public static DevCenterConfig requestsPerSecond(DevCenterConfig config, double requestsPerSecond) {
        return with(config, config.api(), requestsPerSecond, config.requestTimeout());
    }

    public static DevCenterConfig requestTimeout(DevCenterConfig config, Duration requestTimeout) {
        return with(config, config.api(), config.requestsPerSecond(), requestTimeout);
    }

    /** The API elsewhere, the token endpoint where it was. */
    public static DevCenterConfig api(DevCenterConfig config, String base) {
        return with(config, URI.create(base), config.requestsPerSecond(), config.requestTimeout());
    }

    private static DevCenterConfig with(
            DevCenterConfig config, URI api, double requestsPerSecond, Duration requestTimeout) {
        return new DevCenterConfig(
                api,
                config.tokenUrl(),
                config.resource(),
                config.credentials(),
                config.linkHosts(),
                requestsPerSecond,
                config.maxConcurrent(),
                config.attempts(),
                config.backoff(),
                config.maxBackoff(),
                config.connectTimeout(),
                requestTimeout,
                config.idleTimeout(),
                config.transport());
    }
}
