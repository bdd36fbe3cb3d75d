package dev.stopcode.config;

/**
 * When an alert is raised.
 *
 * @param historyDays days of counts kept and judged against
 * @param threshold score, in standard deviations, from which a day is raised
 * @param minExcess failures above expectation that a raised day has at least
 * @param freshDays incidents whose last day is older than this many days at their first harvest are backfill
 * @param overdueHours a source whose last mark is this much behind the newest is reported and no longer waited for
 */
public record DetectionConfig(int historyDays, double threshold, int minExcess, int freshDays, int overdueHours) {}
