package dev.stopcode.sandbox.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a function makes of the values of a group, one after the other. */
abstract sealed class Tally {

    private Tally() {}

    static Tally of(Aggregate aggregate) {
        Comparator<@Nullable String> order = aggregate.column().kind().order();
        return switch (aggregate.function()) {
            case SUM -> new Sum(false);
            case AVG -> new Sum(true);
            case COUNT -> new Count();
            case DCOUNT -> new Distinct();
            case MAX -> new Extreme(order);
            case MIN -> new Extreme(order.reversed());
        };
    }

    abstract void add(String value);

    /** Null if there was no value and a value is needed. */
    abstract @Nullable String result();

    private static final class Sum extends Tally {
        private static final int DIGITS = 6;
        private final boolean mean;
        private long sum;
        private long count;

        Sum(boolean mean) {
            this.mean = mean;
        }

        @Override
        void add(String value) {
            sum += Long.parseLong(value);
            count++;
        }

        @Override
        @Nullable
        String result() {
            if (!mean) {
                return String.valueOf(sum);
            }
            return count == 0
                    ? null
                    : BigDecimal.valueOf(sum)
                            .divide(BigDecimal.valueOf(count), DIGITS, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }

    private static final class Count extends Tally {
        private long count;

        @Override
        void add(String value) {
            count++;
        }

        @Override
        String result() {
            return String.valueOf(count);
        }
    }

    private static final class Distinct extends Tally {
        private final Set<String> values = new HashSet<>();

        @Override
        void add(String value) {
            values.add(value);
        }

        @Override
        String result() {
            return String.valueOf(values.size());
        }
    }

    private static final class Extreme extends Tally {
        private final Comparator<@Nullable String> order;
        private @Nullable String most;

        Extreme(Comparator<@Nullable String> order) {
            this.order = order;
        }

        @Override
        void add(String value) {
            if (most == null || order.compare(value, most) > 0) {
                most = value;
            }
        }

        @Override
        @Nullable
        String result() {
            return most;
        }
    }
}
