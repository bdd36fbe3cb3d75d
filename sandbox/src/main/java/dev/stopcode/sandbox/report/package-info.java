/** The vendor's reports: templates, schedules, runs, and the files that runs leave behind. */
@NullMarked
package dev.stopcode.sandbox.report;

import org.jspecify.annotations.NullMarked;
