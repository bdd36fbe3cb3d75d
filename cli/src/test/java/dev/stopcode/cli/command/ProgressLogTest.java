package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ProgressLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ProgressLog.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicLong time = new AtomicLong();
    private final Map<String, Object> progress = new HashMap<>(Map.of("rows", 1L));
    private final ProgressLog told = new ProgressLog(() -> Map.copyOf(progress), time::get);

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void shouldTellOnceAMinuteWhatHasChanged() {
        // When
        after(Duration.ofSeconds(59));
        after(Duration.ofSeconds(1));
        after(Duration.ofMinutes(1));
        progress.put("rows", 2L);
        after(Duration.ofMinutes(1));

        // Then
        assertThat(log.list)
                .extracting(entry -> entry.getKeyValuePairs().getFirst().value)
                .containsExactly(1L, 2L);
    }

    private void after(Duration pause) {
        time.addAndGet(pause.toNanos());
        told.tellWhenDue();
    }
}
