package dev.stopcode.producer;

import dev.stopcode.producer.details.DetailsProgress;
import java.util.List;

/**
 * Where the producer stands at a moment.
 *
 * @param sources in the configuration's order
 * @param details the service of detail requests
 */
public record HarvestProgress(List<SourceProgress> sources, DetailsProgress details) {

    public HarvestProgress {
        sources = List.copyOf(sources);
    }
}
