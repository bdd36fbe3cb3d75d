package dev.stopcode.streams;

import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows and marks of one source, with just the dimensions that tests vary. */
public record Rows(String source, String driver) {

    public static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    public static final Rows CONTOSO = new Rows("contoso", "contoso.sys");

    public static String hash(int failure) {
        return String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", failure);
    }

    /** A row of a failure in a market. */
    public FailureHit row(LocalDate day, long harvest, int failure, String version, String market, long events) {
        return FailureHit.newBuilder()
                .setSource(source)
                .setDate(day)
                .setFailureHash(hash(failure))
                .setFailureName("AV_contoso!f" + failure)
                .setSymbol("contoso")
                .setDriverName(driver)
                .setDriverVersion(version)
                .setMarket(market)
                .setHarvestId(harvest)
                .setEventCount(events)
                .setDeviceCount(1L)
                .build();
    }

    public FailureHit mark(LocalDate day, long harvest, HarvestMark mark) {
        return FailureHit.newBuilder()
                .setSource(source)
                .setDate(day)
                .setHarvestId(harvest)
                .setMark(mark)
                .setEventCount(0)
                .setAsOf(TODAY)
                .build();
    }

    public FailureHit complete(LocalDate day, long harvest) {
        return mark(day, harvest, HarvestMark.DAY_COMPLETE);
    }

    /** A single event of a failure on a device, at a second of a day. */
    public ReportRow event(
            LocalDate day, long run, int failure, String version, String market, int second, @Nullable String device) {
        return ReportRow.newBuilder()
                .setSource(source)
                .setEventTime(day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(second))
                .setFailureHash(hash(failure))
                .setFailureName("AV_contoso!f" + failure)
                .setDriverName(driver)
                .setDriverVersion(version)
                .setMarket(market)
                .setDeviceHash(device)
                .setHarvestId(run)
                .setCounting(true)
                .setEventCount(1)
                .build();
    }

    public ReportRow reported(LocalDate day, long run) {
        return ReportRow.newBuilder()
                .setSource(source)
                .setEventTime(day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .setHarvestId(run)
                .setCounting(true)
                .setMark(HarvestMark.DAY_COMPLETE)
                .setEventCount(0)
                .setAsOf(TODAY)
                .build();
    }

    /** The key of a row or mark. */
    public static String key(ReportRow row) {
        return row.getFailureHash() == null ? row.getSource() : row.getFailureHash();
    }

    /** The key of a row or mark. */
    public static String key(FailureHit hit) {
        return hit.getMark() == null ? hit.getFailureHash() : hit.getSource();
    }
}
