package dev.stopcode.worker.retention;

import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StoreConfig.WhenFull;
import dev.stopcode.worker.store.Spool;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether there is room for another dump, on the disk and in the store. */
public final class Room {

    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private final StoreConfig config;
    private final Spool spool;
    private final StoreMetrics metrics;
    private final Purge purge;

    public Room(StoreConfig config, Spool spool, StoreMetrics metrics, Purge purge) {
        this.config = config;
        this.spool = spool;
        this.metrics = metrics;
        this.purge = purge;
    }

    /** Whether a request may be taken. */
    public boolean isThere() {
        return look().isEmpty();
    }

    private Optional<String> look() {
        Optional<String> shortage = shortage();
        if (metrics.shortage(shortage.orElse(""))) {
            shortage.ifPresentOrElse(
                    what -> LOG.atWarn().addKeyValue("cause", what).log("No request is taken until there is room"),
                    () -> LOG.atInfo().log("There is room again"));
        }
        return shortage;
    }

    /**
     * Asks for room, for a request that was taken.
     *
     * @throws IOException if there is none, with what is short
     */
    public void require() throws IOException {
        Optional<String> shortage = look();
        if (shortage.isPresent()) {
            throw new IOException(shortage.get());
        }
    }

    /** Notes that a dump was added, and makes room if the store is now too full and may do so. */
    public void taken(long bytes) throws IOException, InterruptedException {
        metrics.kept(bytes);
        if (config.limit() > 0 && config.whenFull() == WhenFull.OLDEST && metrics.used() > config.limit()) {
            purge.run();
        }
    }

    private Optional<String> shortage() {
        if (config.limit() > 0 && config.whenFull() == WhenFull.STOP && metrics.used() >= config.limit()) {
            return Optional.of("cabs.store.limit is reached");
        }
        try {
            return spool.free() < config.keepFree()
                    ? Optional.of("the disk of downloads has less than cabs.keep.free bytes left")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("the directory of downloads cannot be used: " + e.getMessage());
        }
    }
}
