package dev.stopcode.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with the configuration.
 *
 * @param key the key, or the file
 * @param value what it is set to, null if nothing; secrets masked
 * @param what what is wrong and what is allowed
 */
public record Problem(String key, @Nullable String value, String what) {

    private static final Pattern SECRET_KEY =
            Pattern.compile(".*(secret|password|token|user\\.info|jaas|keystore\\.key|device\\.key).*");
    private static final Pattern URL_USER = Pattern.compile("//[^/@,]*@");
    private static final Pattern URL_SECRET =
            Pattern.compile("(?i)([?&][^=&]*(?:key|secret|token|sig|password)=)[^&]*");

    /** Masks the value where the key, or the value itself, says that it is a secret. */
    static Problem of(String key, @Nullable String value, String what) {
        return new Problem(
                key,
                value == null ? null : masked(key, value),
                URL_USER.matcher(what).replaceAll("//***@"));
    }

    private static String masked(String key, String value) {
        return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).matches()
                ? "***"
                : URL_SECRET
                        .matcher(URL_USER.matcher(value).replaceAll("//***@"))
                        .replaceAll("$1***");
    }

    /** One line for people. */
    @Override
    public String toString() {
        return value == null ? key + ": " + what : key + "=" + value + ": " + what;
    }
}
