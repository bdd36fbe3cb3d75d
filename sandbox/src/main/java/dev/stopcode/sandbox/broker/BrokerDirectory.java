package dev.stopcode.sandbox.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker's directory, held for one broker alone. */
final class BrokerDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private BrokerDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Kafka locks its directory as well, but only after a second broker has disturbed the first. */
    static BrokerDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel file =
                    FileChannel.open(path.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(file)) {
                file.close();
                throw new BrokerStartException(
                        "Another broker uses " + path + ": stop it, or choose another directory.", null);
            }
            return new BrokerDirectory(path, file);
        } catch (IOException e) {
            throw new BrokerStartException("The broker's directory " + path + " cannot be used", e);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by a broker of this JVM
        }
    }

    /** A directory is formatted once: that gives the cluster its id. */
    void formatOnce() {
        if (Files.exists(path.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .addDirectory(path.toString())
                    .setMetadataLogDirectory(path.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(false)
                    .run();
        } catch (Exception e) {
            throw new BrokerStartException("The broker's directory " + path + " cannot be formatted", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new BrokerStartException("The lock on " + path + " cannot be released", e);
        }
    }
}
