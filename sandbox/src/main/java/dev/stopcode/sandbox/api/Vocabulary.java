package dev.stopcode.sandbox.api;

import dev.stopcode.devcenter.Flavour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fields that a flavour's rows have, in the order in which they are written. */
record Vocabulary(List<String> dimensions, List<String> detailFields) {

    private static final Vocabulary WINDOWS_10 =
            of("applicationId submissionId driverName driverVersion failureName failureHash symbol osVersion osName "
                    + "eventType market deviceType oemName oemModel flightRing architecture");
    private static final Vocabulary WINDOWS_7_8 =
            of("sellerId driverName driverVersion failureName failureHash symbol osVersion osName "
                    + "eventType market deviceType oemName oemModel flightRing architecture");
    private static final Vocabulary OEM =
            of("sellerId mode moduleName moduleVersion failureName failureHash symbol osVersion "
                    + "eventType market deviceType model baseboard modelFamily flightRing architecture");

    private static Vocabulary of(String dimensions) {
        List<String> names = Arrays.asList(dimensions.split(" ", -1));
        List<String> details = new ArrayList<>(names);
        if (names.contains("driverName")) {
            details.add("clientDeviceId");
        }
        details.addAll(List.of("cabIdHash", "cabType", "cabExpirationTime"));
        return new Vocabulary(List.copyOf(names), List.copyOf(details));
    }

    static Vocabulary of(Flavour flavour) {
        return switch (flavour) {
            case WINDOWS_10 -> WINDOWS_10;
            case WINDOWS_7_8 -> WINDOWS_7_8;
            case OEM -> OEM;
        };
    }

    /** The vendor's spelling of a field that can be filtered by, however it is capitalised. */
    Optional<String> find(String name) {
        if (name.equalsIgnoreCase("date")) {
            return Optional.of("date");
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        return detailFields.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }
}
