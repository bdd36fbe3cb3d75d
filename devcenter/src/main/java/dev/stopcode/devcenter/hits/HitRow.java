package dev.stopcode.devcenter.hits;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One aggregated row of failurehits. Dimensions that the vendor left out or set to null are null. The OEM flavour's
 * module name, module version and model stand in {@code driverName}, {@code driverVersion} and {@code oemModel}.
 *
 * @param date first day of the period counted
 * @param eventCount failures counted
 * @param deviceCount devices counted, null where the vendor does not say
 */
public record HitRow(
        LocalDate date,
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
        long eventCount,
        @Nullable Long deviceCount) {}
