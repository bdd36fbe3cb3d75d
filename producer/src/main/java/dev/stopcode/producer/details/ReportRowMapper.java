package dev.stopcode.producer.details;

import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import java.time.Instant;

/** Turns single events into records; devices become keyed hashes here. */
final class ReportRowMapper {

    private final DeviceHash devices;

    ReportRowMapper(DeviceHash devices) {
        this.devices = devices;
    }

    /** An event that answers {@code request}; one that names no failure is of the failure asked for. */
    ReportRow map(DetailRow row, String source, DetailRequest request) {
        ReportRow event = new ReportRow();
        event.setSource(source);
        event.setEventTime(row.time());
        event.setFailureName(row.failureName());
        event.setFailureHash(row.failureHash() == null ? request.getFailureHash() : row.failureHash());
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
