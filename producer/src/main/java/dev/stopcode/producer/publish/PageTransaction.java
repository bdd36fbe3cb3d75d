package dev.stopcode.producer.publish;

import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestCheckpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes visible together.
 *
 * @param hits rows, keyed by failureHash
 * @param rejected rows that could not be used
 * @param mark the harvest mark, written to every partition; null while the day goes on
 * @param checkpoint where the source stands afterwards
 */
public record PageTransaction(
        List<FailureHit> hits,
        List<DeadLetter> rejected,
        @Nullable FailureHit mark,
        HarvestCheckpoint checkpoint) {}
