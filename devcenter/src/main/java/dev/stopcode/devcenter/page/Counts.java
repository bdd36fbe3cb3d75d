package dev.stopcode.devcenter.page;

import java.math.BigDecimal;

/** Counts as the vendor writes them: {@code 1}, {@code 1.0}, {@code "1"}. */
public final class Counts {

    /** Longer than any count in any notation; keeps hostile digits away from the arithmetic. */
    private static final int LONGEST = 40;

    private Counts() {}

    /**
     * Fails with {@code NumberFormatException} or {@code ArithmeticException} for all but whole numbers of zero or
     * more.
     */
    public static long parse(String text) {
        if (text.length() > LONGEST) {
            throw new NumberFormatException();
        }
        long count = new BigDecimal(text.strip()).longValueExact();
        if (count < 0) {
            throw new ArithmeticException();
        }
        return count;
    }
}
