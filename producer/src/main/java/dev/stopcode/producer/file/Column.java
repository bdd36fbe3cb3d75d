package dev.stopcode.producer.file;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The columns that are read, by their names in reports and in the synchronous APIs. */
enum Column {
    FAILURE_DATE("FailureDate", "date"),
    FAILURE_DATE_TIME("FailureDateTime"),
    FAILURE_NAME("FailureName"),
    FAILURE_HASH("FailureHash"),
    SYMBOL("Symbol"),
    OS_VERSION("OSVersion"),
    OS_NAME("OSName"),
    EVENT_TYPE("EventType"),
    MARKET("Market"),
    DEVICE_TYPE("DeviceType"),
    ARCHITECTURE("Architecture"),
    FLIGHT_RING("FlightRing"),
    APPLICATION_ID("ApplicationId"),
    SUBMISSION_ID("SubmissionId"),
    SELLER_ID("SellerId"),
    DRIVER_NAME("DriverName", "moduleName"),
    DRIVER_VERSION("DriverVersion", "moduleVersion"),
    OEM_NAME("OEMName"),
    OEM_MODEL("OEMModel", "Model"),
    MODE("Mode"),
    BASEBOARD("Baseboard"),
    MODEL_FAMILY("ModelFamily"),
    DEVICE_ID("DeviceId", "clientDeviceId"),
    CAB_ID_HASH("CabIdHash"),
    CAB_TYPE("CabType"),
    CAB_EXPIRATION_TIME("CabExpirationTime"),
    EVENT_COUNT("EventCount", "SUM(EventCount)"),
    DEVICE_COUNT("deviceCount", "DCOUNT(DeviceId)");

    private static final Pattern AGGREGATE =
            Pattern.compile("\\s*(SUM|AVG|COUNT|DCOUNT|MAX|MIN)\\s*[(_].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Map<String, Column> BY_NAME = new HashMap<>();

    static {
        for (Column column : values()) {
            BY_NAME.put(plain(column.documented), column);
            BY_NAME.put(plain(column.alias), column);
        }
    }

    private final String documented;
    private final String alias;

    Column(String documented) {
        this(documented, documented);
    }

    Column(String documented, String alias) {
        this.documented = documented;
        this.alias = alias;
    }

    /** The column of that name, written in any way; null for one that is not read. */
    static @Nullable Column named(String name) {
        return BY_NAME.get(plain(name));
    }

    /** What two ways to write one name have in common: its letters and digits, in lower case. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.chars().filter(Character::isLetterOrDigit).forEach(letter -> plain.append((char) letter));
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether a column of that name holds a sum, a number or an extreme over many failures. */
    static boolean isAggregate(String name) {
        return AGGREGATE.matcher(name).matches();
    }

    /** The name that the vendor documents. */
    @Override
    public String toString() {
        return documented;
    }
}
