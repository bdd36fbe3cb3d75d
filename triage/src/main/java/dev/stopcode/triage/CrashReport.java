package dev.stopcode.triage;

import dev.stopcode.triage.dump.DumpHeader;
import dev.stopcode.triage.limit.Problem;
import dev.stopcode.triage.xml.Description;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of a crash. It holds no personal data, whatever the file holds: nothing but codes, numbers, times,
 * and versions and names of software.
 *
 * @param header null if there is no dump in the file, or none that could be read
 * @param description what stands beside the dump
 * @param problem why it was not read, or not all of it; null if all is well
 */
public record CrashReport(
        @Nullable DumpHeader header,
        Description description,
        @Nullable Problem problem) {}
