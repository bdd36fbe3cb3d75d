package dev.stopcode.worker.retention;

import dev.stopcode.config.CabConfig;
import dev.stopcode.worker.objects.ObjectStore;
import dev.stopcode.worker.objects.ObjectStores;
import dev.stopcode.worker.result.Results;
import dev.stopcode.worker.store.CabStore;
import dev.stopcode.worker.store.Spool;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import org.apache.kafka.common.KafkaException;

/** The store as it was configured, with all that keeps it in order. */
public final class Depot implements AutoCloseable {

    private final ObjectStore objects;
    private final Spool spool;
    private final CabStore store;
    private final Purge purge;
    private final Room room;

    public Depot(CabConfig config, Results results, StoreMetrics metrics, Vertx vertx, Clock clock) {
        objects = ObjectStores.of(config.store());
        spool = new Spool(ObjectStores.spool(config.store()), config.maxBytes(), vertx, clock);
        store = new CabStore(objects, clock);
        purge = new Purge(store, config.store(), results, metrics, clock);
        room = new Room(config.store(), spool, metrics, purge);
    }

    /**
     * Makes ready what is not.
     *
     * @throws IOException if the store or the directory of downloads cannot be used
     */
    public void open() throws IOException {
        objects.open();
        spool.open();
    }

    /** Removes what is too old and what is abandoned, the one also if the other fails. Fails as {@link Purge#run} does. */
    public void tidy() throws IOException, InterruptedException {
        try {
            purge.run();
        } catch (IOException | KafkaException e) {
            try {
                spool.sweep();
            } catch (IOException unswept) {
                e.addSuppressed(unswept);
            }
            throw e;
        }
        spool.sweep();
    }

    /** Where downloads go first. */
    public Spool spool() {
        return spool;
    }

    /** Where dumps are kept. */
    public CabStore store() {
        return store;
    }

    public Room room() {
        return room;
    }

    @Override
    public void close() {
        objects.close();
    }
}
