package dev.stopcode.cli;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What an installation's processes left.
 *
 * @param contents of the topics, the alerts without the time at which they were reached
 * @param dayStates records of {@code driver-days}, the outdated ones too
 * @param incoming downloads in the store that are not whole
 */
record Outcome(Contents contents, Harvests harvests, int dayStates, List<byte[]> deadLetters, List<Path> incoming) {

    static Outcome of(Installation installation) {
        Records records = installation.records();
        Contents contents = Contents.of(records);
        for (RegressionAlert alert : contents.alerts().values()) {
            alert.setUpdatedAt(Instant.EPOCH);
        }
        return new Outcome(
                contents,
                Harvests.of(records),
                Contents.all(records, Topics.DRIVER_DAYS).size(),
                Contents.all(records, Topics.DEAD_LETTERS),
                installation.incoming());
    }
}
