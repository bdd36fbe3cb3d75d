package dev.stopcode.triage;

import dev.stopcode.schemas.CabDriver;
import dev.stopcode.schemas.CabTriage;
import dev.stopcode.triage.dump.DumpHeader;
import dev.stopcode.triage.dump.DumpType;
import dev.stopcode.triage.limit.Problem;
import dev.stopcode.triage.xml.Description;
import java.time.Duration;
import java.util.List;
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
        @Nullable Problem problem) {

    /** This as a record of the topics, compared with the failure that the dump is said to show. */
    public CabTriage toRecord(@Nullable String failureName) {
        CabTriage.Builder triage = CabTriage.newBuilder()
                .setAgreesWithFailureName(Agreement.of(header, failureName))
                .setOsVersion(description.osVersion())
                .setOsName(description.osName())
                .setReportType(description.reportType())
                .setDrivers(description.drivers().stream()
                        .map(driver -> new CabDriver(driver.fileName(), driver.version()))
                        .toList())
                .setProblem(problem == null ? null : problem.toString());
        // all that has a default is set: Avro would load its class, which a serde must have allowed first
        if (header == null) {
            triage.setParameters(List.of());
        } else {
            DumpType type = header.type();
            Duration uptime = header.uptime();
            triage.setBugCheck(header.bugCheck())
                    .setBugCheckName(header.bugCheckName())
                    .setParameters(header.parameters())
                    .setDumpType(type == null ? null : type.name())
                    .setCrashedAt(header.crashedAt())
                    .setUptimeSeconds(uptime == null ? null : uptime.toSeconds())
                    .setArchitecture(header.architecture())
                    .setProcessors(header.processors())
                    .setOsBuild(header.osBuild());
        }
        return triage.build();
    }
}
