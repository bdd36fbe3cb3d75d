package dev.stopcode.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** Values that were found to be valid. */
final class Settings extends AbstractConfig {

    Settings(ConfigDef definition, Map<String, String> values) {
        super(definition, values, false);
    }

    Duration duration(String key) {
        return Durations.parse(getString(key));
    }

    Path path(String key) {
        return Path.of(getString(key));
    }

    URI url(String key) {
        return Urls.parse(getString(key));
    }

    /** The secret, null where none is set. */
    @Nullable
    String secret(String key) {
        String value = getPassword(key).value();
        return value.isEmpty() ? null : value;
    }

    /** The text, null where none is set. */
    @Nullable
    String optional(String key) {
        String value = getString(key);
        return value == null || value.isEmpty() ? null : value;
    }
}
