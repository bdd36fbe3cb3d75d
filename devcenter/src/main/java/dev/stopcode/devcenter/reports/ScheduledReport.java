package dev.stopcode.devcenter.reports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.devcenter.json.VendorJson;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule that the vendor keeps.
 *
 * @param schedule when it runs, null where that is not written as documented
 * @param active false while it is paused
 */
public record ScheduledReport(
        String reportId,
        String templateId,
        @Nullable Timing schedule,
        boolean active,
        @Nullable Instant created,
        @Nullable Instant modified) {

    /**
     * When a report runs, as far as the vendor says it.
     *
     * @param startTime of the first run
     * @param recurrenceInterval from run to run
     * @param recurrence number of runs
     */
    public record Timing(
            @Nullable Instant startTime,
            @Nullable Duration recurrenceInterval,
            @Nullable Integer recurrence) {

        @JsonCreator
        static Timing read(
                @JsonProperty("startTime") @Nullable Instant startTime,
                @JsonProperty("recurrenceInterval") @Nullable Long hours,
                @JsonProperty("recurrence") @Nullable Integer recurrence) {
            return new Timing(startTime, hours == null ? null : Duration.ofHours(hours), recurrence);
        }
    }

    /** Whether it is what was asked for; of the callback the vendor says nothing. */
    public boolean matches(ReportSchedule asked) {
        return templateId.equals(asked.templateId())
                && new Timing(asked.startTime(), asked.recurrenceInterval(), asked.recurrence()).equals(schedule);
    }

    @JsonCreator
    static ScheduledReport read(
            @JsonProperty("reportId") @JsonSetter(nulls = Nulls.FAIL) String reportId,
            @JsonProperty("templateId") @JsonSetter(nulls = Nulls.FAIL) String templateId,
            @JsonProperty("schedule") @Nullable JsonNode schedule,
            @JsonProperty("isActive") boolean active,
            @JsonProperty("createdDatetime") @Nullable Instant created,
            @JsonProperty("modifiedDatetime") @Nullable Instant modified) {
        Timing timing = schedule == null ? null : VendorJson.embedded(schedule, Timing.class);
        return new ScheduledReport(reportId, templateId, timing, active, created, modified);
    }
}
