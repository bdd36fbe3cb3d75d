package dev.stopcode.devcenter.reports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is posted to create a schedule, and to edit one: the same in two documented spellings. */
final class ScheduleJson {

    private ScheduleJson() {}

    record Created(
            String templateId,
            CreatedTiming schedule,
            @JsonProperty("CallbackURL") @Nullable URI callbackUrl) {

        static Created of(ReportSchedule schedule) {
            CreatedTiming timing = new CreatedTiming(
                    schedule.startTime(), schedule.recurrenceInterval().toHours(), schedule.recurrence());
            return new Created(schedule.templateId(), timing, schedule.callbackUrl());
        }
    }

    record CreatedTiming(Instant startTime, long recurrenceInterval, int recurrence) {}

    record Edited(
            String templateId,
            @JsonProperty("Schedule") EditedTiming schedule,
            @JsonProperty("CallbackURL") @Nullable URI callbackUrl) {

        static Edited of(ReportSchedule schedule) {
            EditedTiming timing = new EditedTiming(
                    schedule.startTime(), schedule.recurrenceInterval().toHours(), schedule.recurrence());
            return new Edited(schedule.templateId(), timing, schedule.callbackUrl());
        }
    }

    @JsonNaming(UpperCamelCaseStrategy.class)
    record EditedTiming(Instant startTime, long recurrenceInterval, int recurrence) {}
}
