package dev.stopcode.sandbox.report;

import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.sandbox.world.Computer;
import dev.stopcode.sandbox.world.Crash;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of reports, in the documented order and spelling. */
enum Column implements Attribute {
    REPORT_ID("ReportId", (crash, report) -> String.valueOf(report)),
    FAILURE_DATE(
            "FailureDate",
            Kind.DATE,
            (crash, report) -> VendorTimes.day(crash.event().time())),
    FAILURE_DATE_TIME("FailureDateTime", Kind.TIME, ofEvent(event -> text(event.time()))),
    APPLICATION_ID("ApplicationId", View.IHV, ofEvent(DetailRow::applicationId)),
    SUBMISSION_ID("SubmissionId", View.IHV, ofEvent(DetailRow::submissionId)),
    FAILURE_NAME("FailureName", ofEvent(DetailRow::failureName)),
    FAILURE_HASH("FailureHash", ofEvent(DetailRow::failureHash)),
    SYMBOL("Symbol", ofEvent(DetailRow::symbol)),
    OS_VERSION("OSVersion", ofEvent(DetailRow::osVersion)),
    OS_NAME("OSName", View.IHV, ofEvent(DetailRow::osName)),
    EVENT_TYPE("EventType", ofEvent(DetailRow::eventType)),
    MARKET("Market", ofEvent(DetailRow::market)),
    DEVICE_TYPE("DeviceType", ofEvent(DetailRow::deviceType)),
    DRIVER_NAME("DriverName", ofEvent(DetailRow::driverName)),
    DRIVER_VERSION("DriverVersion", ofEvent(DetailRow::driverVersion)),
    ARCHITECTURE("Architecture", ofEvent(DetailRow::architecture)),
    OEM_NAME("OEMName", View.IHV, ofEvent(DetailRow::oemName)),
    OEM_MODEL("OEMModel", View.IHV, ofEvent(DetailRow::oemModel)),
    MODEL("Model", View.OEM, ofEvent(DetailRow::oemModel)),
    FLIGHT_RING("FlightRing", ofEvent(DetailRow::flightRing)),
    MODE("Mode", (crash, report) -> "Kernel"),
    CPU_NAME("CPUName", ofComputer(Computer::cpuName)),
    OS_SKU_TYPE("OSSKUType", ofComputer(Computer::skuType)),
    RELEASE_NAME("ReleaseName", (crash, report) -> crash.release()),
    BASEBOARD("Baseboard", View.OEM, ofEvent(DetailRow::baseboard)),
    MODEL_FAMILY("ModelFamily", View.OEM, ofEvent(DetailRow::modelFamily)),
    CAB_TYPE("CabType", ofEvent(DetailRow::cabType)),
    CAB_ID_HASH("CabIdHash", ofEvent(DetailRow::cabIdHash)),
    DEVICE_ID("DeviceId", ofComputer(Computer::id)),
    HARDWARE_ID("HardwareId", ofComputer(Computer::hardwareId)),
    CAB_COLLECTION_TIME("CabCollectionTime", Kind.TIME, ofEvent(Column::collected)),
    CAB_EXPIRATION_TIME("CabExpirationTime", Kind.TIME, ofEvent(event -> text(event.cabExpirationTime()))),
    EVENT_COUNT("EventCount", Kind.NUMBER, (crash, report) -> "1");

    private static final Duration COLLECTION = Duration.ofSeconds(90);

    private final String label;
    private final Kind kind;
    private final @Nullable View only;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final BiFunction<Crash, Long, @Nullable String> value;

    Column(String label, Kind kind, @Nullable View only, BiFunction<Crash, Long, @Nullable String> value) {
        this.label = label;
        this.kind = kind;
        this.only = only;
        this.value = value;
    }

    Column(String label, Kind kind, BiFunction<Crash, Long, @Nullable String> value) {
        this(label, kind, null, value);
    }

    Column(String label, View only, BiFunction<Crash, Long, @Nullable String> value) {
        this(label, Kind.TEXT, only, value);
    }

    Column(String label, BiFunction<Crash, Long, @Nullable String> value) {
        this(label, Kind.TEXT, null, value);
    }

    private static BiFunction<Crash, Long, @Nullable String> ofEvent(Function<DetailRow, @Nullable String> field) {
        return (crash, report) -> field.apply(crash.event());
    }

    private static BiFunction<Crash, Long, @Nullable String> ofComputer(Function<Computer, String> field) {
        return (crash, report) -> field.apply(crash.computer());
    }

    private static @Nullable String collected(DetailRow event) {
        return event.cabIdHash() == null ? null : text(event.time().plus(COLLECTION));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : VendorTimes.row(time);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    boolean isIn(View view) {
        return only == null || only == view;
    }

    /** The value in a report's row, null where the crash has none. */
    @Nullable
    String of(Crash crash, long report) {
        return value.apply(crash, report);
    }
}
