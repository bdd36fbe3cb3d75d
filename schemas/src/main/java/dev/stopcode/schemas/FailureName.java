package dev.stopcode.schemas;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a failureName such as {@code 0x133_DPC_rtwlane!unknown_function}: problem class and code, then the
 * image, and behind the last {@code !} the function. Names come in many shapes; a part that is not recognised is null.
 *
 * @param failureClass the tokens before the image, without an {@code X64_}, {@code X86_} or {@code LKD_} prefix
 * @param code the bug check or exception code among them, upper-case hex without leading zeros
 * @param image the module blamed
 * @param function the function blamed, without offset
 */
public record FailureName(
        @Nullable String failureClass,
        @Nullable String code,
        @Nullable String image,
        @Nullable String function) {

    private static final FailureName UNKNOWN = new FailureName(null, null, null, null);

    private static final Pattern PREFIX = Pattern.compile("^(?:(?:X64|X86|LKD)_)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFSET = Pattern.compile("\\+(?:0x)?[0-9a-f]+$", Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE = Pattern.compile("0x([0-9a-f]+)|([0-9a-f]{8})", Pattern.CASE_INSENSITIVE);

    /** Problem classes and qualifiers are upper-case words; parameters of a bug check are short hex numbers. */
    private static final Pattern QUALIFIER = Pattern.compile("[A-Z]+|[0-9][0-9A-Fa-f]{0,3}");

    /** The parts of a name; all null for none. */
    public static FailureName parse(@Nullable String name) {
        if (name == null) {
            return UNKNOWN;
        }
        int bang = name.lastIndexOf('!');
        String head = PREFIX.matcher(bang < 0 ? name : name.substring(0, bang)).replaceFirst("");
        String function = bang < 0 ? null : withoutOffset(name.substring(bang + 1));
        int imageFrom = imageFrom(head, bang >= 0);
        if (imageFrom == 0 && bang < 0) {
            return UNKNOWN;
        }
        String failureClass = imageFrom == 0 ? null : head.substring(0, imageFrom - 1);
        String image = imageFrom > head.length() ? null : withoutOffset(head.substring(imageFrom));
        return new FailureName(failureClass, code(failureClass), image, function);
    }

    /** Whether both blame the same function of the same image, which both name. */
    public boolean isOfSameFunction(FailureName other) {
        return image != null
                && function != null
                && image.equalsIgnoreCase(other.image)
                && function.equalsIgnoreCase(other.function);
    }

    /** Where the image begins: behind the last code or qualifier. Before a function there is always an image. */
    private static int imageFrom(String head, boolean beforeFunction) {
        int end = beforeFunction ? head.lastIndexOf('_') : head.length();
        while (end > 0) {
            int begin = head.lastIndexOf('_', end - 1) + 1;
            String token = head.substring(begin, end);
            if (CODE.matcher(token).matches() || QUALIFIER.matcher(token).matches()) {
                return end + 1;
            }
            end = begin - 1;
        }
        return 0;
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
