package dev.stopcode.triage.dump;

import dev.stopcode.triage.limit.Unreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header of a process's dump and, where it is near enough, its SystemInfo stream. */
final class UserDump {

    private static final int SYSTEM_INFO = 7;
    private static final int MOST_STREAMS = 1000;

    private UserDump() {}

    static DumpHeader read(HeaderBytes header) throws Unreadable {
        long streams = Math.min(header.u32(8), MOST_STREAMS);
        long directory = header.u32(12);
        for (int i = 0; i < streams; i++) {
            long entry = directory + 12L * i;
            if (header.u32(entry) == SYSTEM_INFO) {
                return of(header, header.u32(entry + 8));
            }
        }
        return dump(header, null, null, null);
    }

    private static DumpHeader of(HeaderBytes header, long system) throws Unreadable {
        return dump(
                header,
                HeaderBytes.build(header.u32(system + 16)),
                HeaderBytes.processors(header.u8(system + 6)),
                switch (header.u16(system)) {
                    case 0 -> "x86";
                    case 5 -> "ARM";
                    case 9 -> "x64";
                    case 12 -> "ARM64";
                    default -> null;
                });
    }

    private static DumpHeader dump(
            HeaderBytes header, @Nullable Integer build, @Nullable Integer processors, @Nullable String architecture)
            throws Unreadable {
        return new DumpHeader(
                DumpType.USER,
                null,
                null,
                List.of(),
                build,
                processors,
                architecture,
                null,
                HeaderBytes.time(header.u32(20)));
    }
}
