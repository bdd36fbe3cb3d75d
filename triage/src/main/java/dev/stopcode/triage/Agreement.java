package dev.stopcode.triage;

import dev.stopcode.schemas.CabAgreement;
import dev.stopcode.schemas.FailureName;
import dev.stopcode.triage.dump.DumpHeader;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a dump shows the failure that it is said to show, judged by its bug check. */
public final class Agreement {

    /** What the class {@code AV}, an access fault, stands for. */
    private static final Pattern ACCESS_FAULT = Pattern.compile("AV(_.*)?");

    private static final Set<String> ACCESS_FAULTS = Set.of("A", "50", "D1", "7E");

    /** Bug checks whose first parameter is the exception that was not handled. */
    private static final Set<String> EXCEPTIONS = Set.of("1E", "3B", "7E", "8E");

    private static final Pattern NTSTATUS = Pattern.compile("[0-9a-f]{8}", Pattern.CASE_INSENSITIVE);

    private Agreement() {}

    /** Compares a dump with a failureName such as {@code AV_fastboot!unknown_function}. */
    public static CabAgreement of(@Nullable DumpHeader header, @Nullable String failureName) {
        FailureName name = FailureName.parse(failureName);
        if (header == null || header.bugCheck() == null || name.failureClass() == null) {
            return CabAgreement.UNKNOWN;
        }
        String code = name.code();
        String status = status(name.failureClass());
        if (ACCESS_FAULT.matcher(name.failureClass()).matches()) {
            return of(ACCESS_FAULTS.contains(header.bugCheck()));
        }
        if (code == null) {
            return CabAgreement.UNKNOWN;
        }
        if (status == null || !EXCEPTIONS.contains(header.bugCheck())) {
            return code.equals(status) ? CabAgreement.UNKNOWN : of(code.equals(header.bugCheck()));
        }
        return of((code.equals(status) || code.equals(header.bugCheck()))
                && header.parameters().getFirst().endsWith(status.toLowerCase(Locale.ROOT)));
    }

    private static CabAgreement of(boolean agrees) {
        return agrees ? CabAgreement.YES : CabAgreement.NO;
    }

    /** The exception in a class such as {@code 0x1E_c0000005_R}, upper-case hex; null if there is none. */
    private static @Nullable String status(String failureClass) {
        for (String token : failureClass.split("_", -1)) {
            if (NTSTATUS.matcher(token).matches()) {
                return token.toUpperCase(Locale.ROOT);
            }
        }
        return null;
    }
}
