package dev.stopcode.cli.machine;

import dev.stopcode.sandbox.broker.EmbeddedBroker;
import dev.stopcode.sandbox.registry.EmbeddedRegistry;
import java.util.concurrent.CompletableFuture;

/** Broker and registry on this machine, over the state of a data directory. */
public final class Machine implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private Machine(EmbeddedBroker broker, EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both at the same time and returns when both can be used.
     *
     * @param brokerPort 0 for any free port
     * @param registryPort 0 for any free port
     * @throws dev.stopcode.sandbox.port.PortInUseException if a port is taken
     */
    public static Machine start(DataDir data, int brokerPort, int registryPort) {
        CompletableFuture<EmbeddedRegistry> registry =
                Background.call("start-registry", () -> EmbeddedRegistry.start(data.registry(), registryPort));
        try {
            EmbeddedBroker broker = EmbeddedBroker.start(data.kafka(), brokerPort);
            try {
                return new Machine(broker, registry.join());
            } catch (RuntimeException e) {
                broker.close();
                throw e;
            }
        } catch (RuntimeException e) {
            registry.thenAccept(EmbeddedRegistry::close)
                    .exceptionally(failure -> null)
                    .join();
            throw e;
        }
    }

    public Endpoints endpoints() {
        return new Endpoints(broker.bootstrapServers(), registry.url().toString());
    }

    @Override
    public void close() {
        CompletableFuture<Void> registryClosed = Background.run("stop-registry", registry::close);
        broker.close();
        registryClosed.join();
    }
}
