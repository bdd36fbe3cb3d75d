package dev.stopcode.devcenter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.DevCenterConfig.Transport;
import dev.stopcode.devcenter.TestConfig;
import dev.stopcode.devcenter.error.DevCenterException.Throttled;
import dev.stopcode.devcenter.error.DevCenterException.Unavailable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {

    private final Vertx vertx = Vertx.vertx();
    private final Retry retry = new Retry(vertx, TestConfig.of("http://api.example", Transport.DIRECT), new Random(1));

    @AfterEach
    void close() {
        vertx.close();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "4,4", "1000,4"})
    void shouldSpreadPausesFromZeroToABoundThatDoublesUpToTheMaximum(int tries, long longest) {
        // When
        var pauses = IntStream.range(0, 200)
                .mapToObj(i -> retry.pause(tries, new Unavailable("503")).toMillis())
                .toList();

        // Then
        assertThat(pauses).contains(0L, longest).allMatch(millis -> millis >= 0 && millis <= longest);
    }

    @Test
    void shouldWaitAsLongAsTheVendorAsksEvenBeyondTheMaximum() {
        assertThat(retry.pause(1, throttled(Duration.ofHours(2)))).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void shouldFallBackToItsOwnPauseWhereTheVendorNamesNone() {
        assertThat(retry.pause(1, throttled(null))).isLessThanOrEqualTo(Duration.ofMillis(1));
    }

    private static Throttled throttled(@Nullable Duration retryAfter) {
        return new Throttled("429", retryAfter);
    }
}
