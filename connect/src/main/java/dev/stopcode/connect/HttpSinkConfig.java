package dev.stopcode.connect;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The settings of {@link HttpSinkConnector}. */
final class HttpSinkConfig extends AbstractConfig {

    private static final String URL = "http.url";
    private static final String AUTHORIZATION_TYPE = "http.authorization.type";
    private static final String AUTHORIZATION = "http.headers.authorization";
    private static final String CONTENT_TYPE = "http.headers.content.type";
    private static final String TIMEOUT = "http.timeout";
    private static final String MAX_RETRIES = "max.retries";
    private static final String RETRY_BACKOFF = "retry.backoff.ms";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    URL,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    (key, value) -> uri((String) value),
                    Importance.HIGH,
                    "Where records are posted to.")
            .define(
                    AUTHORIZATION_TYPE,
                    ConfigDef.Type.STRING,
                    "none",
                    ConfigDef.ValidString.in("none", "static"),
                    Importance.HIGH,
                    "none, or static: with the header that " + AUTHORIZATION + " holds.")
            .define(
                    AUTHORIZATION,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "The Authorization header, for example \"Bearer ...\".")
            .define(
                    CONTENT_TYPE,
                    ConfigDef.Type.STRING,
                    "application/json",
                    new ConfigDef.NonEmptyString(),
                    Importance.LOW,
                    "The Content-Type header.")
            .define(TIMEOUT, ConfigDef.Type.INT, 30, Range.atLeast(1), Importance.LOW, "Seconds to wait for an answer.")
            .define(
                    MAX_RETRIES,
                    ConfigDef.Type.INT,
                    10,
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "Further tries of a record before the task fails.")
            .define(
                    RETRY_BACKOFF,
                    ConfigDef.Type.INT,
                    3000,
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "Milliseconds before each further try.");

    HttpSinkConfig(Map<String, String> settings) {
        super(DEFINITION, settings, false);
        if (getString(AUTHORIZATION_TYPE).equals("static") != (getPassword(AUTHORIZATION) != null)) {
            throw new ConfigException(AUTHORIZATION_TYPE + "=static and " + AUTHORIZATION + " need each other.");
        }
    }

    URI url() {
        return uri(getString(URL));
    }

    @Nullable
    String authorization() {
        Password header = getPassword(AUTHORIZATION);
        return header == null ? null : header.value();
    }

    String contentType() {
        return getString(CONTENT_TYPE);
    }

    Duration timeout() {
        return Duration.ofSeconds(getInt(TIMEOUT));
    }

    int maxRetries() {
        return getInt(MAX_RETRIES);
    }

    long retryBackoffMillis() {
        return getInt(RETRY_BACKOFF);
    }

    private static URI uri(@Nullable String url) {
        try {
            URI uri = URI.create(String.valueOf(url));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // refused below, without the URL: those of webhooks are secrets
        }
        throw new ConfigException(URL + " must be an http:// or https:// URL with a host.");
    }
}
