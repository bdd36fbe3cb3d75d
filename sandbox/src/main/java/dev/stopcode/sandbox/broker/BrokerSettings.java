package dev.stopcode.sandbox.broker;

import java.nio.file.Path;
import java.util.Properties;

/** What a broker for one machine is told: one replica of everything, few internal partitions, no waiting for others. */
record BrokerSettings(Path dataDir, int clientPort, int controllerPort) {

    static final String HOST = "127.0.0.1";
    static final String CONTROLLER = "CONTROLLER";
    static final int NODE_ID = 1;

    private static final String INTERNAL_PARTITIONS = "4";

    Properties properties() {
        Properties properties = new Properties();
        putNode(properties);
        putInternalTopics(properties);
        putGroups(properties);
        putHousekeeping(properties);
        return properties;
    }

    private void putNode(Properties properties) {
        String clients = "PLAINTEXT://" + HOST + ":" + clientPort;
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", Integer.toString(NODE_ID));
        properties.setProperty("log.dirs", dataDir.toString());
        properties.setProperty("listeners", clients + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
        properties.setProperty("advertised.listeners", clients);
        properties.setProperty("controller.listener.names", CONTROLLER);
        // voters named here, unlike those of a dynamic quorum, are not written to disk: the port may change
        properties.setProperty("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("default.replication.factor", "1");
        // after a kill the controller waits this long before it lets the broker register again
        properties.setProperty("broker.session.timeout.ms", "3000");
        properties.setProperty("broker.heartbeat.interval.ms", "500");
    }

    private static void putInternalTopics(Properties properties) {
        properties.setProperty("offsets.topic.num.partitions", INTERNAL_PARTITIONS);
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("transaction.state.log.num.partitions", INTERNAL_PARTITIONS);
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", INTERNAL_PARTITIONS);
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    }

    /** A lone member need not wait for others, and a dead one is missed soon. */
    private static void putGroups(Properties properties) {
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("group.streams.initial.rebalance.delay.ms", "0");
        properties.setProperty("group.streams.min.session.timeout.ms", "1000");
        properties.setProperty("group.streams.session.timeout.ms", "10000");
        properties.setProperty("group.streams.min.heartbeat.interval.ms", "500");
        properties.setProperty("group.streams.heartbeat.interval.ms", "1000");
        properties.setProperty("group.share.min.heartbeat.interval.ms", "500");
        properties.setProperty("group.share.heartbeat.interval.ms", "1000");
        properties.setProperty("group.share.min.record.lock.duration.ms", "1000");
        properties.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    }

    private static void putHousekeeping(Properties properties) {
        properties.setProperty("log.retention.check.interval.ms", "10000");
        // indexes of a size for far larger segments are laid out in full, two for each partition
        properties.setProperty("log.index.size.max.bytes", Integer.toString(1 << 20));
        properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        properties.setProperty("num.network.threads", "2");
        properties.setProperty("num.io.threads", "4");
    }
}
