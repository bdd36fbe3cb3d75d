package dev.stopcode.cli.machine;

import dev.stopcode.cli.machine.DataDir.PropertiesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A data directory in the hand of this process: the operating system takes it back however the process ends. */
public final class DataLock implements AutoCloseable {

    private final FileChannel channel;
    private final Path endpointsFile;

    private DataLock(FileChannel channel, Path endpointsFile) {
        this.channel = channel;
        this.endpointsFile = endpointsFile;
    }

    static Optional<DataLock> tryLock(Path lockFile, Path endpointsFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            return Optional.empty();
        }
        // what a killed process left there leads nowhere
        Files.deleteIfExists(endpointsFile);
        return Optional.of(new DataLock(channel, endpointsFile));
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Tells other processes where broker and registry are found.
     *
     * @param devCenter the settings with which they call the simulated Dev Center; empty where a real one is harvested
     */
    public void publish(Endpoints endpoints, Map<String, String> devCenter) {
        Properties properties = new Properties();
        properties.putAll(devCenter);
        properties.putAll(endpoints.settings());
        properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        PropertiesFile.write(endpointsFile, properties);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(endpointsFile);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
