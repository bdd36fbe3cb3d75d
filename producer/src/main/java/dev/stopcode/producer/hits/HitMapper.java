package dev.stopcode.producer.hits;

import dev.stopcode.config.SourceConfig;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.RejectedRow;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.producer.publish.DeadLetter;
import dev.stopcode.schemas.FailureHash;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a source's rows into records. */
public final class HitMapper {

    private final String source;
    private final boolean counting;

    public HitMapper(SourceConfig source) {
        this(source.id(), source.counting());
    }

    /**
     * Of any source.
     *
     * @param source its id
     * @param counting whether it counts
     */
    public HitMapper(String source, boolean counting) {
        this.source = source;
        this.counting = counting;
    }

    /**
     * A page of {@code day} as records of one harvest. A row without failureHash gets the hash of its failureName; a
     * row with neither, and a row of another day, is rejected.
     */
    public MappedPage map(Page<HitRow> page, LocalDate day, long harvestId) {
        List<FailureHit> hits = new ArrayList<>(page.rows().size());
        List<DeadLetter> rejected = new ArrayList<>();
        for (RejectedRow row : page.rejected()) {
            rejected.add(letter(row.json(), row.cause(), day, harvestId));
        }
        for (HitRow row : page.rows()) {
            FailureHit hit = hit(row, harvestId);
            if (hit.getFailureHash() == null) {
                rejected.add(letter(hit.toString(), "failureHash and failureName: both missing", day, harvestId));
            } else if (!row.date().equals(day)) {
                rejected.add(letter(hit.toString(), "date: not the day asked for", day, harvestId));
            } else {
                hits.add(hit);
            }
        }
        return new MappedPage(hits, rejected);
    }

    /** The mark of a harvest made on the day {@code asOf}; it goes to every partition. */
    public FailureHit mark(HarvestMark mark, LocalDate day, long harvestId, LocalDate asOf) {
        return FailureHit.newBuilder()
                .setSource(source)
                .setDate(day)
                .setMark(mark)
                .setHarvestId(harvestId)
                .setCounting(counting)
                .setEventCount(0)
                .setAsOf(asOf)
                .build();
    }

    /** A row as a record, without failureHash where it has none and no failureName either. */
    public FailureHit hit(HitRow row, long harvestId) {
        FailureHit hit = new FailureHit();
        hit.setSource(source);
        hit.setDate(row.date());
        hit.setFailureName(row.failureName());
        hit.setFailureHash(failureHash(row));
        hit.setSymbol(row.symbol());
        hit.setOsVersion(row.osVersion());
        hit.setOsName(row.osName());
        hit.setEventType(row.eventType());
        hit.setMarket(row.market());
        hit.setDeviceType(row.deviceType());
        hit.setArchitecture(row.architecture());
        hit.setFlightRing(row.flightRing());
        hit.setApplicationId(row.applicationId());
        hit.setSubmissionId(row.submissionId());
        hit.setSellerId(row.sellerId());
        hit.setDriverName(row.driverName());
        hit.setDriverVersion(row.driverVersion());
        hit.setOemName(row.oemName());
        hit.setOemModel(row.oemModel());
        hit.setMode(row.mode());
        hit.setBaseboard(row.baseboard());
        hit.setModelFamily(row.modelFamily());
        hit.setHarvestId(harvestId);
        hit.setCounting(counting);
        hit.setEventCount(row.eventCount());
        hit.setDeviceCount(row.deviceCount());
        return hit;
    }

    private static @Nullable String failureHash(HitRow row) {
        if (row.failureHash() != null || row.failureName() == null) {
            return row.failureHash();
        }
        return FailureHash.of(row.failureName(), row.mode());
    }

    private DeadLetter letter(String row, String cause, LocalDate day, long harvestId) {
        return new DeadLetter(
                null,
                row.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "kind",
                        "row",
                        "cause",
                        cause,
                        "source",
                        source,
                        "day",
                        day.toString(),
                        "harvestId",
                        Long.toString(harvestId)));
    }
}
