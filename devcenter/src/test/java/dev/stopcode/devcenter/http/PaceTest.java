package dev.stopcode.devcenter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long INTERVAL = 100_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanoTime = new AtomicLong(-7);
    private final Pace pace = new Pace(vertx, 10, nanoTime::get);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void shouldHandOutTurnsAtEvenDistances() {
        assertThat(pace.reserve()).isZero();
        assertThat(pace.reserve()).isEqualTo(INTERVAL);
        assertThat(pace.reserve()).isEqualTo(2 * INTERVAL);
    }

    @Test
    void shouldNotSaveUpTurnsThatNobodyTook() {
        // Given
        pace.reserve();

        // When
        nanoTime.addAndGet(10 * INTERVAL);

        // Then
        assertThat(pace.reserve()).isZero();
        assertThat(pace.reserve()).isEqualTo(INTERVAL);
    }
}
