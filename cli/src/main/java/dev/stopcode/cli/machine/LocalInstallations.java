package dev.stopcode.cli.machine;

import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.Installations;
import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.TopicRecord;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.Logging;
import dev.stopcode.config.ConfigLoader;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * A configured cluster; or what {@code stopcode up} uses or left: the running process's broker and registry, or, where
 * no process runs, ones that are started for the time of reading.
 */
public final class LocalInstallations implements Installations {

    private final Map<String, String> environment;

    public LocalInstallations(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Records open(Where where) {
        Installation installation = connect(where);
        return new Borrowed(new KafkaRecords(installation.config().kafka()), installation);
    }

    @Override
    public Installation connect(Where where) {
        return where.directory(environment)
                .map(directory -> connect(where, new DataDir(directory)))
                .orElseGet(() -> new Installation(config(where, Map.of()), Duration.ZERO, () -> {}));
    }

    private Installation connect(Where where, DataDir data) {
        if (!data.isUsed()) {
            throw UserError.usage("There is nothing in " + data.root()
                    + ": run `stopcode up` first, name its directory with --data, or a cluster with --config FILE or"
                    + " --set " + Where.SERVERS + "=HOST:PORT.");
        }
        // a mistake is told before a broker is started for it
        config(where, data, new Endpoints("localhost:9092", "http://localhost/"));
        Duration ahead = WorldState.load(data).map(WorldState::ahead).orElse(Duration.ZERO);
        Optional<DataLock> lock = data.tryLock();
        return lock.isPresent() ? startFor(where, data, lock.get(), ahead) : running(where, data, ahead);
    }

    private Installation running(Where where, DataDir data, Duration ahead) {
        Endpoints endpoints = data.endpoints()
                .orElseThrow(() -> UserError.unreachable("A process that uses " + data.root()
                        + " is just starting or stopping: try again in a moment."));
        return new Installation(config(where, data, endpoints), ahead, () -> {});
    }

    private Installation startFor(Where where, DataDir data, DataLock lock, Duration ahead) {
        Logging.toFile(data.log());
        Machine machine;
        try {
            machine = Machine.start(data, 0, 0);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        lock.publish(machine.endpoints(), Map.of());
        return new Installation(config(where, data, machine.endpoints()), ahead, () -> {
            machine.close();
            lock.close();
        });
    }

    private StopcodeConfig config(Where where, DataDir data, Endpoints endpoints) {
        Map<String, String> of = new HashMap<>(data.settings());
        of.putAll(where.settings());
        of.putAll(endpoints.settings());
        return config(where, of);
    }

    private StopcodeConfig config(Where where, Map<String, String> of) {
        Map<String, String> settings = new HashMap<>(where.settings());
        settings.putAll(of);
        Path file = where.config();
        return ConfigLoader.load(file, environment, settings);
    }

    /** Records of an installation that is closed with them. */
    private record Borrowed(Records records, Installation installation) implements Records {

        @Override
        public void read(Topic<?> topic, Predicate<TopicRecord> more) {
            records.read(topic, more);
        }

        @Override
        public void follow(Topic<?> topic, Predicate<TopicRecord> more, Runnable caughtUp) {
            records.follow(topic, more, caughtUp);
        }

        @Override
        public <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
            records.write(topic, key, value);
        }

        @Override
        public void close() {
            records.close();
            installation.close();
        }
    }
}
