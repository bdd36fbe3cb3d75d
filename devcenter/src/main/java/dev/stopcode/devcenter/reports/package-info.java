/** The reporting methods: templates, schedules, and the runs of a report. */
@NullMarked
package dev.stopcode.devcenter.reports;

import org.jspecify.annotations.NullMarked;
