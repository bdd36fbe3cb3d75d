package dev.stopcode.connect;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker, a registry, a Connect worker and a PostgreSQL server, one each for all tests, which take them as a parameter. */
final class Servers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
    private static final String SKIPPED = "The tables are not tested: PostgreSQL does not start here; its binaries come"
            + " from Maven Central, and root needs user namespaces (unshare -U)";

    final EmbeddedBroker broker;
    final EmbeddedRegistry registry;
    final ConnectWorker worker;
    private @Nullable EmbeddedPostgres postgres;

    private Servers(Path directory) {
        broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
        registry = EmbeddedRegistry.startInMemory(directory);
        worker = ConnectWorker.start(broker.bootstrapServers());
    }

    /** The server, far from UTC. Where it does not start the test is skipped, unless {@code -Dpostgresql=required}. */
    EmbeddedPostgres postgres() {
        if (postgres == null) {
            try {
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("timezone", "Asia/Tokyo")
                        .start();
            } catch (IOException | IllegalStateException e) {
                if ("required".equals(System.getProperty("postgresql"))) {
                    throw new IllegalStateException(SKIPPED, e);
                }
                LOG.warn(SKIPPED, e);
                abort(SKIPPED);
            }
        }
        return postgres;
    }

    @Override
    public void close() throws IOException {
        worker.close();
        if (postgres != null) {
            postgres.close();
        }
        registry.close();
        broker.close();
    }

    /** Starts them at their first use and stops them after the last test. */
    static final class Parameter implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Servers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .computeIfAbsent(Servers.class, key -> new Servers(directory()), Servers.class);
        }

        private static Path directory() {
            try {
                return Files.createTempDirectory(Files.createDirectories(Path.of("target", "servers")), "run");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
