package dev.stopcode.sandbox.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a condition compares. A value that is missing is unequal to all others and neither less nor greater. */
enum Operator {
    IN,
    EQ,
    NEQ,
    LT,
    GT,
    LTE,
    GTE,
    LIKE;

    static Optional<Operator> named(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(operator -> operator.name().equals(wanted))
                .findFirst();
    }

    /**
     * Whether a row's value passes.
     *
     * @param wanted one value, several for {@link #IN}
     */
    boolean holds(@Nullable String value, List<String> wanted, Kind kind) {
        if (value == null) {
            return this == NEQ;
        }
        if (this == LIKE) {
            return pattern(wanted.getFirst()).matcher(value).matches();
        }
        if (this == IN) {
            return wanted.stream().anyMatch(each -> kind.order().compare(value, each) == 0);
        }
        int order = kind.order().compare(value, wanted.getFirst());
        return switch (this) {
            case EQ -> order == 0;
            case NEQ -> order != 0;
            case LT -> order < 0;
            case LTE -> order <= 0;
            case GT -> order > 0;
            default -> order >= 0;
        };
    }

    /** SQL's pattern: {@code %} is any text, {@code _} any character. */
    private static Pattern pattern(String like) {
        String pattern = like.chars()
                .mapToObj(c -> c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
