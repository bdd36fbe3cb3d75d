package dev.stopcode.producer;

import dev.stopcode.config.HarvestConfig;
import dev.stopcode.devcenter.DevCenter;
import java.time.Clock;

/**
 * What the harvest of a source works with for as long as the process lives.
 *
 * @param id of the source
 */
record SourceContext(
        String id, HarvestConfig config, DevCenter devCenter, Clock clock, Waits waits, SourceStatus status) {}
