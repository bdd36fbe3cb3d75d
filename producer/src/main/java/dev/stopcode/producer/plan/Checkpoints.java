package dev.stopcode.producer.plan;

import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.HarvestedDay;
import dev.stopcode.schemas.OpenHarvest;
import dev.stopcode.schemas.OpenRun;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of a source's checkpoint; each answers a new record and leaves the one given as it is. */
public final class Checkpoints {

    private Checkpoints() {}

    /** Of a source that has never been harvested. */
    public static HarvestCheckpoint none(String source) {
        return new HarvestCheckpoint(source, 0L, List.of(), null, null, null, null);
    }

    /** After a page that is not the last of its day. */
    public static HarvestCheckpoint opened(HarvestCheckpoint checkpoint, OpenHarvest open) {
        return new HarvestCheckpoint(
                checkpoint.getSource(),
                Math.max(checkpoint.getLastHarvestId(), open.getHarvestId()),
                checkpoint.getDays(),
                open,
                checkpoint.getPassCompletedAt(),
                null,
                null);
    }

    /** After a day's mark. */
    public static HarvestCheckpoint marked(HarvestCheckpoint checkpoint, HarvestedDay day) {
        Stream<HarvestedDay> others =
                checkpoint.getDays().stream().filter(other -> !other.getDate().equals(day.getDate()));
        return new HarvestCheckpoint(
                checkpoint.getSource(),
                Math.max(checkpoint.getLastHarvestId(), day.getHarvestId()),
                Stream.concat(others, Stream.of(day))
                        .sorted(Comparator.comparing(HarvestedDay::getDate))
                        .toList(),
                null,
                checkpoint.getPassCompletedAt(),
                null,
                null);
    }

    /** At the end of a pass: days before {@code oldest} are forgotten. */
    public static HarvestCheckpoint passCompleted(HarvestCheckpoint checkpoint, LocalDate oldest, Instant at) {
        List<HarvestedDay> kept = checkpoint.getDays().stream()
                .filter(day -> !day.getDate().isBefore(oldest))
                .toList();
        return new HarvestCheckpoint(checkpoint.getSource(), checkpoint.getLastHarvestId(), kept, null, at, null, null);
    }

    /** After a part of a run that is not its last. */
    public static HarvestCheckpoint opened(HarvestCheckpoint checkpoint, OpenRun run) {
        return runs(checkpoint, run.getHarvestId(), run, checkpoint.getLastRun());
    }

    /** After a run that was read to its end. */
    public static HarvestCheckpoint read(HarvestCheckpoint checkpoint, long harvestId, Instant run) {
        return runs(checkpoint, harvestId, null, run);
    }

    /** After what was published of a run turned out to be something else now. */
    public static HarvestCheckpoint abandoned(HarvestCheckpoint checkpoint) {
        return runs(checkpoint, checkpoint.getLastHarvestId(), null, checkpoint.getLastRun());
    }

    /** After a part of an import. */
    public static HarvestCheckpoint imported(HarvestCheckpoint checkpoint, long harvestId) {
        return runs(checkpoint, harvestId, null, null);
    }

    private static HarvestCheckpoint runs(
            HarvestCheckpoint checkpoint, long harvestId, @Nullable OpenRun open, @Nullable Instant last) {
        return new HarvestCheckpoint(
                checkpoint.getSource(),
                Math.max(checkpoint.getLastHarvestId(), harvestId),
                List.of(),
                null,
                null,
                open,
                last);
    }

    /** The harvest of {@code day} that a restart goes on with, null where there is none. */
    public static @Nullable OpenHarvest open(HarvestCheckpoint checkpoint, LocalDate day) {
        OpenHarvest open = checkpoint.getOpen();
        return open != null && open.getDate().equals(day) ? open : null;
    }
}
