package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.Throttled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what failed in a way that may pass, a bounded number of times. The pause before the n-th retry is drawn
 * evenly from zero to {@code backoff · 2ⁿ⁻¹}, at most {@code maxBackoff} ("full jitter"); where the vendor asks for a
 * longer one, that one is kept, however long.
 */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private final Vertx vertx;
    private final DevCenterConfig config;
    private final RandomGenerator random;

    /** A retry whose {@code random} may be used by several threads at once. */
    public Retry(Vertx vertx, DevCenterConfig config, RandomGenerator random) {
        this.vertx = vertx;
        this.config = config;
        this.random = random;
    }

    /** Runs {@code attempt} until it succeeds, fails for good, or has failed as often as is allowed. */
    public <T> Future<T> run(Supplier<Future<T>> attempt) {
        return run(attempt, 1);
    }

    private <T> Future<T> run(Supplier<Future<T>> attempt, int tries) {
        return attempt.get().recover(cause -> {
            if (tries >= config.attempts() || !(cause instanceof DevCenterException failure && failure.retryable())) {
                return Future.failedFuture(cause);
            }
            Duration pause = pause(tries, cause);
            LOG.atInfo()
                    .addKeyValue("try", tries)
                    .addKeyValue("pause", pause)
                    .addKeyValue("cause", cause.getMessage())
                    .log("Dev Center call failed, trying again");
            return vertx.timer(Math.max(1, pause.toMillis())).compose(fired -> run(attempt, tries + 1));
        });
    }

    Duration pause(int tries, Throwable cause) {
        // 2^20 times the first pause exceeds any sensible maximum
        long doubled = config.backoff().toMillis() << Math.min(tries - 1, 20);
        long ceiling = Math.min(doubled, config.maxBackoff().toMillis());
        Duration jitter = Duration.ofMillis(random.nextLong(ceiling + 1));
        Duration asked = cause instanceof Throttled throttled ? throttled.retryAfter() : null;
        return asked != null && asked.compareTo(jitter) > 0 ? asked : jitter;
    }
}
