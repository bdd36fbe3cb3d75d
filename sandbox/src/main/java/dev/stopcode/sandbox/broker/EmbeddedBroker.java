package dev.stopcode.sandbox.broker;

import dev.stopcode.sandbox.port.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this JVM, broker and controller in one, on 127.0.0.1 only.
 * What it holds survives a restart on the same directory, also on another port and after a kill.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it can be used.
     *
     * @param dataDir where it keeps its logs; made if it does not exist
     * @param port where clients find it, 0 for any free port
     * @throws dev.stopcode.sandbox.port.PortInUseException if the port is taken
     * @throws org.apache.kafka.common.KafkaException if another broker uses the directory
     */
    public static EmbeddedBroker start(Path dataDir, int port) {
        long begin = System.nanoTime();
        int clientPort = Ports.reserve(port);
        BrokerSettings settings = new BrokerSettings(dataDir, clientPort, Ports.reserve(0));
        format(dataDir);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings.properties(), false), Time.SYSTEM);
        server.startup();
        LOG.atInfo()
                .addKeyValue("port", clientPort)
                .addKeyValue("dataDir", dataDir)
                .addKeyValue("millis", (System.nanoTime() - begin) / 1_000_000)
                .log("broker started");
        return new EmbeddedBroker(server, clientPort);
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return BrokerSettings.HOST + ":" + port;
    }

    /** Stops the broker and waits until it has. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** A directory is formatted once: that gives the cluster its id. */
    private static void format(Path dataDir) {
        if (Files.exists(dataDir.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(dataDir);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .addDirectory(dataDir.toString())
                    .setMetadataLogDirectory(dataDir.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(false)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's directory " + dataDir + " cannot be made", e);
        } catch (Exception e) {
            throw new IllegalStateException("The broker's directory " + dataDir + " cannot be formatted", e);
        }
    }
}
