package dev.stopcode.config;

import dev.stopcode.devcenter.DevCenterConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured. One file serves all processes; each takes its part.
 *
 * @param devCenter how to reach the tenant, null where no credentials are configured
 * @param sources what to harvest page by page, in the file's order
 * @param reports what to harvest as reports, likewise
 * @param callback how the vendor tells of their runs, null for not at all
 * @param management where a process tells how it is, null for nowhere
 */
public record StopcodeConfig(
        KafkaConfig kafka,
        @Nullable DevCenterConfig devCenter,
        List<SourceConfig> sources,
        List<ReportConfig> reports,
        @Nullable CallbackConfig callback,
        HarvestConfig harvest,
        StreamsConfig streams,
        DetectionConfig detection,
        CabConfig cabs,
        @Nullable ManagementConfig management) {

    public StopcodeConfig {
        sources = List.copyOf(sources);
        reports = List.copyOf(reports);
    }
}
