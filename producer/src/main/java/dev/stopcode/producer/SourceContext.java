package dev.stopcode.producer;

import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.devcenter.DevCenter;
import java.time.Clock;

/** What the harvest of a source works with for as long as the process lives. */
record SourceContext(
        SourceConfig source,
        HarvestConfig config,
        DevCenter devCenter,
        Clock clock,
        Waits waits,
        SourceStatus status) {}
