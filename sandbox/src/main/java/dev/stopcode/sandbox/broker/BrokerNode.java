package dev.stopcode.sandbox.broker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;

/**
 * A controller and a broker that share their metadata, as {@link KafkaRaftServer} has them, but for one thing: the broker
 * starts when the controller has given up its predecessor.
 *
 * <p>A broker that was killed still leads its partitions by the metadata. One that starts at once takes them over by that,
 * finds transactions whose markers are to be written, and loses the leadership again when it registers. Kafka 4.3.1 takes
 * partitions without a leader for deleted, drops the markers, and the transactions hang for ever.
 */
final class BrokerNode {

    private static final int PATIENCE_SECONDS = 60;

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    BrokerNode(BrokerSettings settings) {
        KafkaConfig config = KafkaConfig.fromProps(settings.properties(), false);
        var directories = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaRaftServer.class), "");
        shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, directories._1().clusterId().orElseThrow()),
                CompletableFuture.completedFuture(Map.of(
                        BrokerSettings.NODE_ID,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.controllerPort()))),
                List.of(),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    }

    /** Starts both, and returns when the broker can be used. */
    void start() {
        controller.startup();
        awaitPredecessorsEnd();
        broker.startup();
    }

    private void awaitPredecessorsEnd() {
        try (Registrations registrations = new Registrations()) {
            shared.loader().installPublishers(List.of(registrations)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            registrations.free.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            shared.loader().removeAndClosePublisher(registrations).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerStartException("The controller does not get ready", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerStartException("Interrupted while the controller gets ready", e);
        }
    }

    /** Waits until no broker of this id is thought to be alive. */
    private static final class Registrations implements MetadataPublisher {

        private final CompletableFuture<Void> free = new CompletableFuture<>();

        @Override
        public String name() {
            return "predecessor";
        }

        @Override
        public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
            BrokerRegistration known = image.cluster().broker(BrokerSettings.NODE_ID);
            if (known == null || known.fenced()) {
                free.complete(null);
            }
        }

        @Override
        public void close() {}
    }

    /** Stops both and waits until they have. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
