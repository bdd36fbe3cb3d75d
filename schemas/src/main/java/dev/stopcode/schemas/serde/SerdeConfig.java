package dev.stopcode.schemas.serde;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The settings, read and checked; keys of others are let pass, since Kafka's clients hand over all that they have. */
final class SerdeConfig extends AbstractConfig {

    SerdeConfig(Map<String, ?> settings) {
        super(SerdeKeys.definition(), settings, false);
        if (!SerdeKeys.isForeign(settings)) {
            refuseUnsupported(settings);
        }
        requireType(SerdeKeys.SERIALIZER, Serializer.class);
        requireType(SerdeKeys.DESERIALIZER, Deserializer.class);
        requireRegistries();
        requireWholeCredentials();
        for (boolean isKey : new boolean[] {true, false}) {
            strategy(isKey);
            readerType(isKey);
        }
        if (getBoolean(SerdeKeys.AUTO_REGISTER) && getBoolean(SerdeKeys.USE_LATEST)) {
            throw new ConfigException("Set either " + SerdeKeys.AUTO_REGISTER + " or " + SerdeKeys.USE_LATEST
                    + " to true, not both: the newest schema is used as it is, and nothing is registered.");
        }
    }

    SchemaRegistry registry() {
        List<String> urls = getList(SerdeKeys.URL);
        return urls.getFirst().startsWith(InMemorySchemaRegistry.SCHEME)
                ? InMemorySchemaRegistry.inScope(urls.getFirst().substring(InMemorySchemaRegistry.SCHEME.length()))
                : new HttpSchemaRegistry(urls.stream().map(SerdeConfig::base).toList(), this);
    }

    /** What writes, as it is configured; not yet configured itself. */
    @SuppressWarnings("unchecked") // it says itself, at the first record, what it cannot write
    <T> Serializer<T> serializer() {
        return Utils.newInstance(getClass(SerdeKeys.SERIALIZER).asSubclass(Serializer.class));
    }

    /** What reads, likewise. */
    @SuppressWarnings("unchecked")
    <T> Deserializer<T> deserializer() {
        return Utils.newInstance(getClass(SerdeKeys.DESERIALIZER).asSubclass(Deserializer.class));
    }

    /** The settings for classes of others, whose defaults differ. */
    static Map<String, Object> withDefaults(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent(SerdeKeys.AUTO_REGISTER, false);
        all.putIfAbsent(SerdeKeys.REMOVE_JAVA_PROPERTIES, true);
        return all;
    }

    SubjectNameStrategy strategy(boolean isKey) {
        String key = isKey ? SerdeKeys.KEY_STRATEGY : SerdeKeys.VALUE_STRATEGY;
        return SubjectNameStrategy.parse(key, getString(key));
    }

    /** The class that records are read as, null where the written schema decides. */
    @Nullable
    Class<? extends SpecificRecord> readerType(boolean isKey) {
        String key = isKey ? SerdeKeys.SPECIFIC_KEY_TYPE : SerdeKeys.SPECIFIC_VALUE_TYPE;
        Class<?> type = getClass(key);
        if (type == null) {
            return null;
        }
        if (!SpecificRecord.class.isAssignableFrom(type)) {
            throw new ConfigException(key, type.getName(), "must be a generated Avro record");
        }
        if (!getBoolean(SerdeKeys.SPECIFIC_READER)) {
            throw new ConfigException(key, type.getName(), "needs " + SerdeKeys.SPECIFIC_READER + "=true");
        }
        return type.asSubclass(SpecificRecord.class);
    }

    boolean hasTls() {
        return !originalsWithPrefix(SerdeKeys.TLS_PREFIX + "ssl.").isEmpty();
    }

    /** The registry's TLS settings under the names that Kafka gives them. */
    Map<String, Object> tls() {
        Map<String, Object> tls = new HashMap<>();
        values().forEach((key, value) -> {
            if (key.startsWith(SerdeKeys.TLS_PREFIX + "ssl.")) {
                tls.put(key.substring(SerdeKeys.TLS_PREFIX.length()), value);
            }
        });
        return tls;
    }

    private void requireType(String key, Class<?> type) {
        Class<?> configured = getClass(key);
        if (!type.isAssignableFrom(configured)) {
            throw new ConfigException(key, configured.getName(), "must be a " + type.getName());
        }
    }

    private static void refuseUnsupported(Map<String, ?> settings) {
        TreeSet<String> unsupported = settings.keySet().stream()
                .filter(key -> SerdeKeys.isConfluent(key) && !SerdeKeys.isSupported(key))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unsupported.isEmpty()) {
            // the values stay out of the message: some are secrets
            throw new ConfigException("Not supported by Stopcode's Avro serdes: " + String.join(", ", unsupported)
                    + ". Remove these keys, or name Confluent's own classes in " + SerdeKeys.SERIALIZER + " and "
                    + SerdeKeys.DESERIALIZER + ".");
        }
    }

    private void requireRegistries() {
        List<String> urls = getList(SerdeKeys.URL);
        boolean mock = urls.stream().anyMatch(url -> url.startsWith(InMemorySchemaRegistry.SCHEME));
        if (mock && urls.size() > 1) {
            throw new ConfigException(SerdeKeys.URL + ": a mock:// registry stands alone.");
        }
        if (!mock) {
            urls.forEach(SerdeConfig::base);
        }
    }

    private void requireWholeCredentials() {
        boolean basic = !getPassword(SerdeKeys.BASIC_USER_INFO).value().isEmpty();
        boolean bearer = !getPassword(SerdeKeys.BEARER_TOKEN).value().isEmpty();
        if (basic && bearer) {
            throw new ConfigException(
                    "Set either " + SerdeKeys.BASIC_USER_INFO + " or " + SerdeKeys.BEARER_TOKEN + ", not both.");
        }
        if (basic != "USER_INFO".equals(getString(SerdeKeys.BASIC_SOURCE))) {
            throw new ConfigException(
                    SerdeKeys.BASIC_SOURCE + "=USER_INFO and " + SerdeKeys.BASIC_USER_INFO + " need each other.");
        }
        if (originals().containsKey(SerdeKeys.BEARER_SOURCE) && !bearer) {
            throw new ConfigException(
                    SerdeKeys.BEARER_SOURCE + " is set, but " + SerdeKeys.BEARER_TOKEN + " is missing.");
        }
    }

    private static URI base(String url) {
        try {
            URI uri = URI.create(url.endsWith("/") ? url : url + "/");
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // refused below, without the URL: it may hold a password
        }
        throw new ConfigException(SerdeKeys.URL + ": every entry must be an http:// or https:// URL with a host.");
    }
}
