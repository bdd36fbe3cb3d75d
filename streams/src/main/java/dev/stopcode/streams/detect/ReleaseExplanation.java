package dev.stopcode.streams.detect;

import dev.stopcode.schemas.ChangedFailure;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.RegressionAlert;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a day has to say of a release, by what is known of it now.
 *
 * @param outcome whether there is a verdict
 * @param firstDay first day of the version that is known, null if it is unknown
 * @param judged the verdict with what it is based on, null if there is none
 * @param closest failures of the release that are worse, or come closest to it; each compared with {@code threshold}
 * @param alerts those on the release that were not withdrawn
 */
public record ReleaseExplanation(
        String driverName,
        String driverVersion,
        LocalDate date,
        Outcome outcome,
        @Nullable LocalDate firstDay,
        @Nullable DriverVersion judged,
        List<ChangedFailure> closest,
        List<RegressionAlert> alerts) {

    /** Whether a release can be judged. */
    public enum Outcome {
        /** There is a verdict. */
        JUDGED,
        /** It was not seen before that day. */
        NOT_SEEN_YET,
        /** No lower version of its branch was seen before it, or it is not four numbers. */
        NO_PREDECESSOR
    }
}
