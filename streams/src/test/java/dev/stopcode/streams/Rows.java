package dev.stopcode.streams;

import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import java.time.LocalDate;
import java.util.Locale;

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

    /** The key of a row or mark. */
    public static String key(FailureHit hit) {
        return hit.getMark() == null ? hit.getFailureHash() : hit.getSource();
    }
}
