package dev.stopcode.config;

import dev.stopcode.detection.Sensitivity;
import java.util.List;
import java.util.Set;

/**
 * When an alert is raised.
 *
 * @param historyDays days of counts kept and judged against
 * @param sensitivity how soon an alert is raised
 * @param completeness share of its final count that is known of a day, by its age in days, as long as a source has not
 *     taught better; 1 for later ages
 * @param freshDays incidents whose last day is older than this many days at their first harvest are backfill
 * @param overdueHours a source whose last mark is this much behind the newest is reported and no longer waited for
 * @param integratedGraphics drivers of integrated graphics, which the vendor holds to a limit of their own
 * @param discreteGraphics likewise of discrete graphics
 */
public record DetectionConfig(
        int historyDays,
        Sensitivity sensitivity,
        List<Double> completeness,
        int freshDays,
        int overdueHours,
        Set<String> integratedGraphics,
        Set<String> discreteGraphics) {

    public DetectionConfig {
        completeness = List.copyOf(completeness);
        integratedGraphics = Set.copyOf(integratedGraphics);
        discreteGraphics = Set.copyOf(discreteGraphics);
    }
}
