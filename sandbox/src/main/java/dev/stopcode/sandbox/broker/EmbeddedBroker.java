package dev.stopcode.sandbox.broker;

import dev.stopcode.sandbox.port.Ports;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this JVM, broker and controller in one, on 127.0.0.1 only.
 * What it holds survives a restart on the same directory, also on another port and after a kill.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final BrokerNode server;
    private final BrokerDirectory directory;
    private final int port;

    private EmbeddedBroker(BrokerNode server, BrokerDirectory directory, int port) {
        this.server = server;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it can be used.
     *
     * @param dataDir where it keeps its logs; made if it does not exist
     * @param port where clients find it, 0 for any free port
     * @throws dev.stopcode.sandbox.port.PortInUseException if the port is taken
     * @throws BrokerStartException if the directory cannot be used, for example because another broker uses it
     */
    public static EmbeddedBroker start(Path dataDir, int port) {
        long begin = System.nanoTime();
        int clientPort = Ports.reserve(port);
        BrokerDirectory directory = BrokerDirectory.open(dataDir);
        BrokerNode server = start(directory, new BrokerSettings(dataDir, clientPort, Ports.reserve(0)));
        LOG.atInfo()
                .addKeyValue("port", clientPort)
                .addKeyValue("dataDir", dataDir)
                .addKeyValue("millis", (System.nanoTime() - begin) / 1_000_000)
                .log("broker started");
        return new EmbeddedBroker(server, directory, clientPort);
    }

    private static BrokerNode start(BrokerDirectory directory, BrokerSettings settings) {
        try {
            directory.formatOnce();
            BrokerNode server = new BrokerNode(settings);
            server.start();
            return server;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return BrokerSettings.HOST + ":" + port;
    }

    /** Stops the broker and waits until it has. */
    @Override
    public void close() {
        server.stop();
        directory.close();
    }
}
