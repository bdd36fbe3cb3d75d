package dev.stopcode.config;

import java.net.URI;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** Absolute HTTP URLs. */
final class Urls {

    static final Validator VALIDATOR = Keys.parsedBy(Urls::parse, "an http:// or https:// URL with a host");

    private Urls() {}

    static URI parse(String text) {
        URI url = URI.create(text);
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }
}
