package dev.stopcode.producer.publish;

import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What becomes visible together.
 *
 * @param topic of rows and marks
 * @param rows keyed by failureHash
 * @param rejected rows that could not be used
 * @param marks harvest marks, each written to every partition
 * @param checkpoint where the source stands afterwards
 */
public record Batch<T extends SpecificRecordBase>(
        Topic<T> topic, List<T> rows, List<DeadLetter> rejected, List<T> marks, HarvestCheckpoint checkpoint) {}
