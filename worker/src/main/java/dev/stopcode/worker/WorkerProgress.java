package dev.stopcode.worker;

/**
 * What a worker has done since its start, and what it has in hand.
 *
 * @param inFlight requests taken and not yet acknowledged
 * @param held those of them that wait for store, cluster or credentials to work again
 * @param stored dumps downloaded and stored
 * @param known requests for dumps that the store held already
 * @param rejected answers that were no dump, or too large
 * @param expired dumps that the vendor has no more
 * @param deadLettered requests given up
 * @param bytes of the stored dumps
 * @param purged dumps that were destroyed
 * @param shortage why no request is taken: what store or disk lack; empty while there is room
 * @param waitsFor what the held requests wait for: the last fault in words; empty while none is held
 */
public record WorkerProgress(
        int inFlight,
        int held,
        long stored,
        long known,
        long rejected,
        long expired,
        long deadLettered,
        long bytes,
        long purged,
        String shortage,
        String waitsFor) {

    /** Whether no request is taken because store or disk are full. */
    public boolean full() {
        return !shortage.isEmpty();
    }
}
