package dev.stopcode.examples;

/** The programs' settings: environment variables. */
final class Environment {

    static final String BOOTSTRAP_SERVERS = get("BOOTSTRAP_SERVERS", "127.0.0.1:9092");
    static final String SCHEMA_REGISTRY_URL = get("SCHEMA_REGISTRY_URL", "http://127.0.0.1:8081/apis/ccompat/v7");
    static final String TOPIC_PREFIX = get("TOPIC_PREFIX", "stopcode.");

    private Environment() {}

    static String get(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
