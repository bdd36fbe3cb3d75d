package dev.stopcode.producer.plan;

import dev.stopcode.config.HarvestConfig;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.HarvestedDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which days of a source a pass reads. A day is due until a harvest has read it whole at an age of {@code restateDays}:
 * never read, only partly read, or read while its counts were still restated. Days are those of UTC.
 */
public final class HarvestPlan {

    private final HarvestConfig config;

    public HarvestPlan(HarvestConfig config) {
        this.config = config;
    }

    /**
     * The days to read now, oldest first, today among them; a day that a restart left half read comes before all.
     * Where a pass was cut short, the days that it has read within the last interval are left out: it goes on instead
     * of beginning again.
     */
    public List<LocalDate> days(HarvestCheckpoint checkpoint, Instant now) {
        Map<LocalDate, HarvestedDay> known =
                checkpoint.getDays().stream().collect(Collectors.toMap(HarvestedDay::getDate, Function.identity()));
        return window(now)
                .filter(day -> isOpen(day, checkpoint)
                        || (isDue(known.get(day)) && !isRead(known.get(day), checkpoint.getPassCompletedAt(), now)))
                .sorted(Comparator.comparing(day -> !isOpen(day, checkpoint)))
                .toList();
    }

    /** The first day of the window; older days are forgotten. */
    public LocalDate oldest(Instant now) {
        return today(now).minusDays(Math.max(config.backfillDays(), config.restateDays() - 1));
    }

    /** Age in days of the oldest day that has not been read whole; 0 when there is none, or it is today. */
    public long lagDays(HarvestCheckpoint checkpoint, Instant now) {
        Map<LocalDate, Boolean> complete = checkpoint.getDays().stream()
                .collect(Collectors.toMap(HarvestedDay::getDate, HarvestedDay::getComplete));
        return window(now)
                .filter(day -> !complete.getOrDefault(day, false))
                .findFirst()
                .map(day -> today(now).toEpochDay() - day.toEpochDay())
                .orElse(0L);
    }

    private Stream<LocalDate> window(Instant now) {
        return oldest(now).datesUntil(today(now).plusDays(1));
    }

    private static boolean isOpen(LocalDate day, HarvestCheckpoint checkpoint) {
        return Checkpoints.open(checkpoint, day) != null;
    }

    private boolean isDue(@Nullable HarvestedDay day) {
        return day == null || !day.getComplete() || ageWhenRead(day) < Math.max(1, config.restateDays());
    }

    private boolean isRead(@Nullable HarvestedDay day, @Nullable Instant passCompletedAt, Instant now) {
        return day != null
                && (passCompletedAt == null || day.getHarvestedAt().isAfter(passCompletedAt))
                && day.getHarvestedAt().isAfter(now.minus(config.interval()));
    }

    private static long ageWhenRead(HarvestedDay day) {
        return today(day.getHarvestedAt()).toEpochDay() - day.getDate().toEpochDay();
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
