package dev.stopcode.producer;

import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.hits.HitRow;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Small things that many tests begin with. */
public final class Samples {

    public static final LocalDate DAY = LocalDate.parse("2026-03-10");

    public static final SourceConfig SOURCE =
            new SourceConfig("win10", Flavour.WINDOWS_10, "1234567890123456789", true);

    public static final KafkaConfig KAFKA = new KafkaConfig("stopcode.", 3, (short) 1, Map.of(), Map.of());

    private Samples() {}

    /** Pages of 3 rows, 2 attempts a day. */
    public static HarvestConfig harvest(int backfillDays, int restateDays) {
        return new HarvestConfig(backfillDays, restateDays, Duration.ofHours(12), 3, 2, 2, "");
    }

    public static List<HitRow> rows(LocalDate day, int count) {
        return IntStream.range(0, count).mapToObj(number -> row(day, number)).toList();
    }

    /** A row that differs from others in its market. */
    public static HitRow row(LocalDate day, int number) {
        return row(day, "AV_fastboot!unknown_function", "0d901479-bf1f-b842-76f2-3db7e4feaedd", "M" + number);
    }

    public static HitRow row(
            LocalDate day, @Nullable String failureName, @Nullable String failureHash, @Nullable String market) {
        return new HitRow(
                day,
                failureName,
                failureHash,
                "fastboot",
                "10.0.19045.1",
                "Windows 10",
                "System crash",
                market,
                "PC",
                "x64",
                "Retail",
                "1234567890123456789",
                null,
                null,
                "fastboot.sys",
                "2.1.1.0",
                "Contoso",
                "C-122",
                null,
                null,
                null,
                7,
                5L);
    }
}
