package dev.stopcode.triage.dump;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a dump says. A field that is not there, or holds what cannot be, is null.
 *
 * @param bugCheck code of the bug check, upper-case hex without leading zeros; null for a user dump. The flag by which
 *     a mini dump marks some codes is left out: {@code 7E} for 1000007E
 * @param bugCheckName its name, null for a code that is not known
 * @param parameters the four parameters, hex with {@code 0x}; none for a user dump
 * @param osBuild such as 19045
 * @param architecture x64, x86, ARM64 or ARM
 * @param uptime from the start of Windows to the crash
 */
public record DumpHeader(
        @Nullable DumpType type,
        @Nullable String bugCheck,
        @Nullable String bugCheckName,
        List<String> parameters,
        @Nullable Integer osBuild,
        @Nullable Integer processors,
        @Nullable String architecture,
        @Nullable Duration uptime,
        @Nullable Instant crashedAt) {

    public DumpHeader {
        parameters = List.copyOf(parameters);
    }
}
