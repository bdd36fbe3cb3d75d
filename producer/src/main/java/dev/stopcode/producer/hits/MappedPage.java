package dev.stopcode.producer.hits;

import dev.stopcode.producer.publish.DeadLetter;
import dev.stopcode.schemas.FailureHit;
import java.util.List;

/**
 * A page as records.
 *
 * @param hits the rows that count
 * @param rejected the rows that could not be used
 */
public record MappedPage(List<FailureHit> hits, List<DeadLetter> rejected) {

    /** Rows of the page, rejected ones included. */
    public int size() {
        return hits.size() + rejected.size();
    }
}
