package dev.stopcode.config;

import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** {@code management.*}. */
final class ManagementSection {

    private static final String HOST = "management.host";
    private static final String PORT = "management.port";

    private ManagementSection() {}

    static void define(Keys keys) {
        keys.number(
                        PORT,
                        0,
                        0,
                        65_535,
                        "Port at which a process serves /health/live, /health/ready and /metrics (docs/monitoring.md); 0 for"
                                + " none. Each process on a machine needs its own.")
                .text(
                        HOST,
                        "127.0.0.1",
                        new ConfigDef.NonEmptyString(),
                        "Where it listens for that, without TLS and for anybody who can connect.");
    }

    static @Nullable ManagementConfig read(Settings settings) {
        int port = settings.getInt(PORT);
        return port == 0 ? null : new ManagementConfig(settings.getString(HOST), port);
    }
}
