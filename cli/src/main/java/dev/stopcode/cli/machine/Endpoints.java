package dev.stopcode.cli.machine;

import java.util.Map;

/**
 * Where broker and registry of this machine are found.
 *
 * @param bootstrapServers the broker's {@code host:port}
 * @param registryUrl base of the registry's API
 */
public record Endpoints(String bootstrapServers, String registryUrl) {

    /** The settings that lead there. */
    public Map<String, String> settings() {
        return Map.of("kafka.bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl);
    }
}
