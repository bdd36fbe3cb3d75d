package dev.stopcode.triage.xml;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what names software and keeps back the rest of a text, or all of it: computers and people may be named
 * in any of them.
 */
final class AllowedText {

    private static final Pattern VERSION = Pattern.compile("\\d{1,6}(?:\\.\\d{1,6}){1,3}(?!\\S)");
    private static final Pattern OS_VERSION =
            Pattern.compile("(?:5|6|10)\\.\\d{1,2}\\.\\d{4,5}(?:\\.\\d{1,5})?(?!\\S)");
    private static final Pattern OS_NAME =
            Pattern.compile("\\bWindows (?:Server )?(?:XP|Vista|RT|7|8(?:\\.1)?|10|11|20\\d\\d)(?: R2)?(?![\\w.])");
    private static final Pattern FILE_NAME =
            Pattern.compile("[a-z0-9_][a-z0-9_.+-]{0,58}\\.(?:sys|dll|exe)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-", Pattern.CASE_INSENSITIVE);
    private static final Set<String> REPORT_TYPES = Set.of(
            "BlueScreen",
            "LiveKernelEvent",
            "APPCRASH",
            "AppHangB1",
            "AppHangXProcB1",
            "BEX",
            "BEX64",
            "CLR20r3",
            "MoAppCrash",
            "MoAppHang",
            "MoBEX",
            "WUDFHostProblem",
            "WUDFVerifierFailure",
            "PnPDriverInstallError");

    private AllowedText() {}

    /** Numbers at the front: {@code 10.0.19041.1} of {@code 10.0.19041.1 (WinBuild.160101.0800)}. */
    static @Nullable String version(@Nullable String text) {
        return found(text, VERSION, true);
    }

    /** Version 5 (2000) or later, by its build. */
    static @Nullable String osVersion(@Nullable String text) {
        return found(text, OS_VERSION, true);
    }

    /** {@code Windows 10} of {@code Microsoft Windows 10 Pro}. */
    static @Nullable String osName(@Nullable String text) {
        return found(text, OS_NAME, false);
    }

    /** A driver's file without its folder. */
    static @Nullable String fileName(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String name = text.substring(Math.max(text.lastIndexOf('\\'), text.lastIndexOf('/')) + 1);
        return FILE_NAME.matcher(name).matches() && !ID.matcher(name).find() ? name : null;
    }

    static @Nullable String reportType(@Nullable String text) {
        return text != null && REPORT_TYPES.contains(text) ? text : null;
    }

    private static @Nullable String found(@Nullable String text, Pattern pattern, boolean atFront) {
        if (text == null) {
            return null;
        }
        Matcher matcher = pattern.matcher(text);
        return (atFront ? matcher.lookingAt() : matcher.find()) ? matcher.group() : null;
    }
}
