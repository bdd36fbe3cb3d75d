package dev.stopcode.config;

import dev.stopcode.devcenter.reports.ReportTemplate;
import java.time.Duration;

/**
 * A report to harvest: run again and again by the vendor, read run by run.
 *
 * @param id name of the source in topics, checkpoints and metrics; never to be changed once rows were harvested
 * @param template what the report contains
 * @param lookBackDays whole days before its run that each run shows
 * @param interval from run to run
 * @param counting whether the rows count, or only name devices and dumps
 */
public record ReportConfig(String id, ReportTemplate template, int lookBackDays, Duration interval, boolean counting) {}
