package dev.stopcode.devcenter.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the rows of failurehits, failuredetails and cabdownloadbatch, by their documented names. */
public enum Field {
    DATE("date"),
    FAILURE_NAME("failureName"),
    FAILURE_HASH("failureHash"),
    SYMBOL("symbol"),
    OS_VERSION("osVersion"),
    OS_NAME("osName"),
    EVENT_TYPE("eventType"),
    MARKET("market"),
    DEVICE_TYPE("deviceType"),
    ARCHITECTURE("architecture"),
    FLIGHT_RING("flightRing"),
    APPLICATION_ID("applicationId"),
    SUBMISSION_ID("submissionId"),
    SELLER_ID("sellerId"),
    DRIVER_NAME("driverName", "moduleName"),
    DRIVER_VERSION("driverVersion", "moduleVersion"),
    OEM_NAME("oemName"),
    OEM_MODEL("oemModel", "model"),
    MODE("mode"),
    BASEBOARD("baseboard"),
    MODEL_FAMILY("modelFamily"),
    EVENT_COUNT("eventCount"),
    DEVICE_COUNT("deviceCount"),
    CLIENT_DEVICE_ID("clientDeviceId"),
    CAB_ID_HASH("cabIdHash"),
    CAB_TYPE("cabType"),
    CAB_URL("cabUrl"),
    CAB_EXPIRATION_TIME("cabExpirationTime");

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
        for (Field field : values()) {
            field.register(field.documented);
            field.register(field.ofOem);
        }
    }

    private final String documented;
    private final String ofOem;

    Field(String documented) {
        this(documented, documented);
    }

    Field(String documented, String ofOem) {
        this.documented = documented;
        this.ofOem = ofOem;
    }

    /** The field of that name in any case, the OEM flavour's own names included; null for an unknown one. */
    static @Nullable Field named(String name) {
        Field field = BY_NAME.get(name);
        return field != null ? field : BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    /** The documented name. */
    @Override
    public String toString() {
        return documented;
    }

    private void register(String name) {
        BY_NAME.put(name, this);
        BY_NAME.put(name.toLowerCase(Locale.ROOT), this);
    }
}
