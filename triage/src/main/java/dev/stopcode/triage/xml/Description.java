package dev.stopcode.triage.xml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a description says of Windows and its drivers. It can hold nothing else: each value has passed
 * {@link AllowedText}.
 *
 * @param osVersion such as {@code 10.0.19045.2846}
 * @param osName such as {@code Windows 10}, without edition
 * @param reportType the vendor's name of the event, {@code BlueScreen} or {@code LiveKernelEvent}
 */
public record Description(
        @Nullable String osVersion,
        @Nullable String osName,
        @Nullable String reportType,
        List<DriverFile> drivers) {

    public static final Description NONE = new Description(null, null, null, List.of());

    public Description {
        drivers = List.copyOf(drivers);
    }

    /** What this one does not say, another may. */
    public Description or(Description other) {
        return new Description(
                osVersion == null ? other.osVersion : osVersion,
                osName == null ? other.osName : osName,
                reportType == null ? other.reportType : reportType,
                drivers.isEmpty() ? other.drivers : drivers);
    }
}
