package dev.stopcode.cli.cluster;

import dev.stopcode.schemas.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** The records of an installation's topics: committed ones only, decoded; and a way to add some. */
public interface Records extends AutoCloseable {

    /**
     * Reads a topic from its beginning to the end that it has at the start of reading.
     *
     * @param more takes each record, in order within its partition, and says whether it wants another
     */
    void read(Topic<?> topic, Predicate<TopicRecord> more);

    /**
     * Reads a topic from its beginning and goes on with what is written to it, until {@code more} says no.
     *
     * @param caughtUp called once, when what was there at the start has been read
     */
    void follow(Topic<?> topic, Predicate<TopicRecord> more, Runnable caughtUp);

    /** Writes a record, and returns when it is there. */
    <V extends SpecificRecord> void write(Topic<V> topic, String key, V value);

    /** The newest record of each key, those that delete their key left out. */
    default List<TopicRecord> latest(Topic<?> topic) {
        Map<String, TopicRecord> newest = new LinkedHashMap<>();
        read(topic, record -> {
            newest.put(String.valueOf(record.key()), record);
            return true;
        });
        return newest.values().stream().filter(record -> record.value() != null).toList();
    }

    /** The newest value of each key. */
    default <V> List<V> latestValues(Topic<V> topic) {
        List<V> values = new ArrayList<>();
        latest(topic).forEach(record -> values.add(topic.value().cast(record.value())));
        return values;
    }

    @Override
    void close();
}
