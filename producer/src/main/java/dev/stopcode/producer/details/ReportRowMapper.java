package dev.stopcode.producer.details;

import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.FailureHash;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns single events into records; devices become keyed hashes here. */
public final class ReportRowMapper {

    private final DeviceHash devices;

    public ReportRowMapper(DeviceHash devices) {
        this.devices = devices;
    }

    /** An event that answers {@code request}; one that has no failureHash is of the failure asked for. */
    ReportRow map(DetailRow row, String source, DetailRequest request) {
        ReportRow event = map(row, source);
        if (row.failureHash() == null) {
            event.setFailureHash(request.getFailureHash());
        }
        return event;
    }

    /**
     * An event that belongs to no harvest and does not count. Without failureHash it gets the hash of its failureName;
     * with neither it has none.
     */
    public ReportRow map(DetailRow row, String source) {
        ReportRow event = new ReportRow();
        event.setSource(source);
        event.setEventTime(row.time());
        event.setFailureName(row.failureName());
        event.setFailureHash(failureHash(row));
        event.setSymbol(row.symbol());
        event.setOsVersion(row.osVersion());
        event.setOsName(row.osName());
        event.setEventType(row.eventType());
        event.setMarket(row.market());
        event.setDeviceType(row.deviceType());
        event.setArchitecture(row.architecture());
        event.setFlightRing(row.flightRing());
        event.setApplicationId(row.applicationId());
        event.setSubmissionId(row.submissionId());
        event.setSellerId(row.sellerId());
        event.setDriverName(row.driverName());
        event.setDriverVersion(row.driverVersion());
        event.setOemName(row.oemName());
        event.setOemModel(row.oemModel());
        event.setMode(row.mode());
        event.setBaseboard(row.baseboard());
        event.setModelFamily(row.modelFamily());
        event.setDeviceHash(devices.of(row.clientDeviceId()));
        event.setCabIdHash(row.cabIdHash());
        event.setCabType(row.cabType());
        event.setCabExpirationTime(row.cabExpirationTime());
        event.setCounting(false);
        event.setEventCount(1);
        return event;
    }

    private static @Nullable String failureHash(DetailRow row) {
        if (row.failureHash() != null || row.failureName() == null) {
            return row.failureHash();
        }
        return FailureHash.of(row.failureName(), row.mode());
    }

    /** What follows the last event of an answer: the dumps of the failure can be chosen among now. */
    ReportRow mark(DetailRequest request, Instant time, boolean whole) {
        return ReportRow.newBuilder()
                .setSource(String.join(",", request.getSources()))
                .setEventTime(time)
                .setFailureHash(request.getFailureHash())
                .setMark(whole ? HarvestMark.DAY_COMPLETE : HarvestMark.DAY_PARTIAL)
                .setHarvestId(0)
                .setEventCount(0)
                .build();
    }
}
