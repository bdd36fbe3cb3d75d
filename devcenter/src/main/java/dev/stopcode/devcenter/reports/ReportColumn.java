package dev.stopcode.devcenter.reports;

import static dev.stopcode.devcenter.reports.ReportView.IHV_DRIVER;
import static dev.stopcode.devcenter.reports.ReportView.OEM_DRIVER;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documented columns, and the views that have them. */
public enum ReportColumn implements Attribute {
    REPORT_ID("ReportId"),
    FAILURE_DATE("FailureDate"),
    FAILURE_DATE_TIME("FailureDateTime"),
    APPLICATION_ID("ApplicationId", IHV_DRIVER),
    SUBMISSION_ID("SubmissionId", IHV_DRIVER),
    FAILURE_NAME("FailureName"),
    FAILURE_HASH("FailureHash"),
    SYMBOL("Symbol"),
    OS_VERSION("OSVersion"),
    OS_NAME("OSName", IHV_DRIVER),
    EVENT_TYPE("EventType"),
    MARKET("Market"),
    DEVICE_TYPE("DeviceType"),
    DRIVER_NAME("DriverName"),
    DRIVER_VERSION("DriverVersion"),
    ARCHITECTURE("Architecture"),
    OEM_NAME("OEMName", IHV_DRIVER),
    OEM_MODEL("OEMModel", IHV_DRIVER),
    MODEL("Model", OEM_DRIVER),
    FLIGHT_RING("FlightRing"),
    MODE("Mode"),
    CPU_NAME("CPUName"),
    OS_SKU_TYPE("OSSKUType"),
    RELEASE_NAME("ReleaseName"),
    BASEBOARD("Baseboard", OEM_DRIVER),
    MODEL_FAMILY("ModelFamily", OEM_DRIVER),
    CAB_TYPE("CabType"),
    CAB_ID_HASH("CabIdHash"),
    DEVICE_ID("DeviceId"),
    HARDWARE_ID("HardwareId"),
    CAB_COLLECTION_TIME("CabCollectionTime"),
    CAB_EXPIRATION_TIME("CabExpirationTime"),
    EVENT_COUNT("EventCount");

    static final Spelling SPELLING = new Spelling(values());

    private final String documented;
    private final @Nullable ReportView only;

    ReportColumn(String documented) {
        this(documented, null);
    }

    ReportColumn(String documented, @Nullable ReportView only) {
        this.documented = documented;
        this.only = only;
    }

    /** Whether the view has this column. */
    public boolean isIn(ReportView view) {
        return only == null || only == view;
    }

    /** All columns of a view, in documented order. */
    public static List<ReportColumn> of(ReportView view) {
        return Arrays.stream(values()).filter(column -> column.isIn(view)).toList();
    }

    /** The column of that name in any case; empty for an unknown one. */
    public static Optional<ReportColumn> named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.documented.equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** The documented name. */
    @Override
    public String toString() {
        return documented;
    }
}
