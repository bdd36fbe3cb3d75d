package dev.stopcode.devcenter.reports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.stopcode.devcenter.SignedLink;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of a report.
 *
 * @param time when it ran
 * @param statusText the status as the vendor wrote it
 * @param location where its data is for twelve hours from this answer on, null while there is none
 */
public record ReportRun(
        Instant time,
        Status status,
        String statusText,
        @Nullable SignedLink location) {

    /** The documented states. */
    public enum Status {
        COMPLETED,
        PENDING,
        IN_PROGRESS,
        FAILED,
        /** Anything else. */
        UNKNOWN;

        private static Status of(String text) {
            String letters = text.replaceAll("[\\s_-]", "");
            return Arrays.stream(values())
                    .filter(status -> status.name().replace("_", "").equalsIgnoreCase(letters))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    @JsonCreator
    static ReportRun read(
            @JsonProperty("reportDatetime") @JsonSetter(nulls = Nulls.FAIL) Instant time,
            @JsonProperty("reportStatus") @JsonSetter(nulls = Nulls.AS_EMPTY) String status,
            @JsonProperty("reportLocation") @JsonSetter(nulls = Nulls.AS_EMPTY) String location) {
        return new ReportRun(time, Status.of(status), status, location.isBlank() ? null : new SignedLink(location));
    }
}
