package dev.stopcode.devcenter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "1.0,1", "1e3,1000", "-0.0,0", "9223372036854775807,9223372036854775807"})
    void shouldReadWholeCounts(String text, long count) {
        assertThat(Counts.parse(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "many", "true", "9223372036854775808", "1e999999999", "1e-999999999", "NaN"})
    void shouldRefuseOtherCounts(String text) {
        assertThatThrownBy(() -> Counts.parse(text))
                .isInstanceOfAny(ArithmeticException.class, NumberFormatException.class);
    }
}
