package dev.stopcode.devcenter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2015-10-21T07:27:00Z");

    @ParameterizedTest
    @CsvSource({"0,PT0S", "120,PT2M", "' 86400 ',P1D"})
    void shouldReadSeconds(String header, Duration pause) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(pause);
    }

    @Test
    void shouldReadADate() {
        assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:28:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldNotWaitForADateThatHasPassed() {
        assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:26:00 GMT", NOW)).isZero();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999999999999", "Wed, 99 Oct 2015 07:28:00 GMT"})
    void shouldSayNothingWhereTheHeaderDoes(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }
}
