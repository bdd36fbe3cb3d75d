package dev.stopcode.streams.dedup;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a failureName such as {@code 0x133_DPC_rtwlane!unknown_function}: problem class and code, then the image,
 * and behind the last {@code !} the function. Names come in many shapes; a part that is not recognised is null.
 *
 * @param failureClass the tokens before the image, without an {@code X64_}, {@code X86_} or {@code LKD_} prefix
 * @param code the bug check or exception code among them, upper-case hex without leading zeros
 * @param image the module blamed
 * @param function the function blamed, without offset
 */
record FailureName(
        @Nullable String failureClass,
        @Nullable String code,
        @Nullable String image,
        @Nullable String function) {

    private static final FailureName UNKNOWN = new FailureName(null, null, null, null);

    private static final Pattern PREFIX = Pattern.compile("^(?:(?:X64|X86|LKD)_)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFSET = Pattern.compile("\\+(?:0x)?[0-9a-f]+$", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("0x([0-9a-f]+)|([0-9a-f]{8})", Pattern.CASE_INSENSITIVE);

    /** Tokens that stand between the code and the image, or are a problem class themselves. */
    private static final Pattern QUALIFIER = Pattern.compile(
            "AV|VRF|XDV|R|W|X|DPC|ISR|IMAGE|NULL|CLASS|PTR|READ|WRITE|EXECUTE|BAD|IP|INVALID|POINTER|STATUS|BREAKPOINT"
                    + "|OLD|MEMORY|CORRUPTION|c0000005|[0-9a-f]{1,4}",
            Pattern.CASE_INSENSITIVE);

    static FailureName parse(@Nullable String name) {
        if (name == null) {
            return UNKNOWN;
        }
        int bang = name.lastIndexOf('!');
        String head = PREFIX.matcher(bang < 0 ? name : name.substring(0, bang)).replaceFirst("");
        String function = bang < 0 ? null : withoutOffset(name.substring(bang + 1));
        int imageFrom = qualifierLength(head);
        if (imageFrom == 0 && bang < 0) {
            return UNKNOWN;
        }
        String failureClass = imageFrom == 0 ? null : head.substring(0, imageFrom - 1);
        String image = imageFrom >= head.length() ? null : withoutOffset(head.substring(imageFrom));
        return new FailureName(failureClass, code(failureClass), image, function);
    }

    /** How many characters, with their trailing underscore, are class, code and qualifiers. */
    private static int qualifierLength(String head) {
        int length = 0;
        while (length < head.length()) {
            int end = head.indexOf('_', length);
            String token = head.substring(length, end < 0 ? head.length() : end);
            if (!CODE.matcher(token).matches() && !QUALIFIER.matcher(token).matches()) {
                return length;
            }
            length = (end < 0 ? head.length() : end) + 1;
        }
        return length;
    }

    private static @Nullable String code(@Nullable String failureClass) {
        if (failureClass != null) {
            for (String token : failureClass.split("_", -1)) {
                Matcher code = CODE.matcher(token);
                if (code.matches()) {
                    String digits = code.group(1) == null ? code.group(2) : code.group(1);
                    return digits.replaceFirst("^0+(?=.)", "").toUpperCase(Locale.ROOT);
                }
            }
        }
        return null;
    }

    private static @Nullable String withoutOffset(String text) {
        String bare = OFFSET.matcher(text).replaceFirst("");
        return bare.isEmpty() ? null : bare;
    }
}
