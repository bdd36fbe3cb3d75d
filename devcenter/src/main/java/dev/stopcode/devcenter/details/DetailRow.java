package dev.stopcode.devcenter.details;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of failuredetails. Dimensions as in {@link dev.stopcode.devcenter.hits.HitRow}.
 *
 * @param time when the failure happened (UTC)
 * @param clientDeviceId the device: personal data, never to be stored or logged as it is
 * @param cabIdHash id of the event's dump, where it has one
 * @param cabType kind of dump: MINI, kernel, FULL
 * @param cabExpirationTime when the vendor deletes the dump
 */
public record DetailRow(
        Instant time,
        @Nullable String failureName,
        @Nullable String failureHash,
        @Nullable String symbol,
        @Nullable String osVersion,
        @Nullable String osName,
        @Nullable String eventType,
        @Nullable String market,
        @Nullable String deviceType,
        @Nullable String architecture,
        @Nullable String flightRing,
        @Nullable String applicationId,
        @Nullable String submissionId,
        @Nullable String sellerId,
        @Nullable String driverName,
        @Nullable String driverVersion,
        @Nullable String oemName,
        @Nullable String oemModel,
        @Nullable String mode,
        @Nullable String baseboard,
        @Nullable String modelFamily,
        @Nullable String clientDeviceId,
        @Nullable String cabIdHash,
        @Nullable String cabType,
        @Nullable Instant cabExpirationTime) {}
