package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.machine.LocalInstallations;
import dev.stopcode.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stopcode up} with a report of its simulated Dev Center. */
class LocalReportsIT {

    /** Between the first poll and the second where nobody calls. */
    private static final Duration POLL = Duration.ofMinutes(5);

    @TempDir
    private Path dir;

    @Test
    void shouldHarvestARunWhenTheVendorCalls() {
        // When
        Path data = dir.resolve("data");
        try (StopcodeProcess up = StopcodeProcess.start(
                dir,
                "up",
                "--data=" + data,
                "--broker-port=0",
                "--registry-port=0",
                "--set=harvest.backfill.days=1",
                "--set=harvest.device.key=hush",
                "--set=reports=drivers",
                "--set=report.drivers.view=IHVDriver")) {

            // Then
            await().atMost(POLL.dividedBy(2))
                    .failFast(
                            "up ends",
                            () -> assertThat(up.isAlive()).as(up.err()).isTrue())
                    .ignoreExceptions()
                    .until(() -> {
                        try (Records records = new LocalInstallations(Map.of()).open(new Where(null, Map.of(), data))) {
                            return records.latestValues(Topics.HARVEST_CHECKPOINTS).stream()
                                    .anyMatch(checkpoint -> checkpoint.getLastRun() != null);
                        }
                    });
        }
    }
}
