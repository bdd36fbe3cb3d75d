package dev.stopcode.config;

import dev.stopcode.devcenter.DevCenterConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured. One file serves all processes; each takes its part.
 *
 * @param devCenter how to reach the tenant, null where no credentials are configured
 * @param sources what to harvest, in the file's order
 */
public record StopcodeConfig(
        KafkaConfig kafka,
        @Nullable DevCenterConfig devCenter,
        List<SourceConfig> sources,
        HarvestConfig harvest,
        StreamsConfig streams,
        DetectionConfig detection,
        CabConfig cabs) {

    public StopcodeConfig {
        sources = List.copyOf(sources);
    }
}
