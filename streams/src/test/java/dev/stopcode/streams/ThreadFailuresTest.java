package dev.stopcode.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadFailuresTest {

    private static final int THREADS = 2;

    private final StreamsException refused = new StreamsException(new InvalidRequestException("another topology"));
    private final List<Duration> pauses = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private Set<String> members = Set.of();

    private final ThreadFailures failures =
            new ThreadFailures(THREADS, () -> members, pauses::add, () -> now.toNanos());

    private List<StreamThreadExceptionResponse> fail(Throwable failure, int times) {
        return IntStream.range(0, times).mapToObj(i -> failures.handle(failure)).toList();
    }

    static List<StreamsException> outages() {
        return List.of(
                new StreamsException(new TimeoutException("late")),
                new StreamsException(new GroupIdNotFoundException("is not a streams group")),
                new MissingSourceTopicException("not there yet"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void shouldReplaceThreadsAtGrowingPausesThroughAnOutage(StreamsException outage) {
        // When
        List<StreamThreadExceptionResponse> responses = fail(outage, 100);

        // Then
        assertThat(responses).containsOnly(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(pauses).isSorted().startsWith(Duration.ofMillis(500)).endsWith(Duration.ofSeconds(10));
        assertThat(failures.verdict()).isEmpty();
    }

    @Test
    void shouldGiveUpWhenEachThreadHasFailedAFewTimes() {
        // When
        StreamsException failure = new StreamsException(new GroupAuthorizationException("not allowed"));
        List<StreamThreadExceptionResponse> responses = fail(failure, 3 * THREADS);

        // Then
        assertThat(responses).containsOnly(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(failures.handle(failure)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(failures.verdict()).contains("not allowed");
    }

    @Test
    void shouldGiveOtherFailuresTheirTriesAfterAnOutage() {
        // Given
        fail(outages().getFirst(), 100);

        // Then
        assertThat(failures.handle(refused)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(pauses).endsWith(Duration.ofMillis(500));
    }

    @Test
    void shouldForgiveFailuresOfLongAgo() {
        // Given
        fail(refused, 3 * THREADS);

        // When
        now = now.plusMinutes(11);

        // Then
        assertThat(failures.handle(refused)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(pauses).endsWith(Duration.ofMillis(500));
    }

    @Test
    void shouldNameTheHostsThatHoldOnToAnotherTopology() {
        // Given
        members = Set.of("/10.0.0.3");

        // When
        List<StreamThreadExceptionResponse> responses = fail(refused, THREADS + 1);

        // Then
        assertThat(responses).endsWith(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(failures.verdict()).contains("/10.0.0.3");
    }

    @Test
    void shouldCountAsAFailureThatTheGroupCannotBeAsked() {
        // Given
        ThreadFailures blind = new ThreadFailures(
                1,
                () -> {
                    throw new KafkaException("no answer");
                },
                pauses::add,
                () -> 0);

        // When
        List<StreamThreadExceptionResponse> responses =
                IntStream.range(0, 4).mapToObj(i -> blind.handle(refused)).toList();

        // Then
        assertThat(responses).endsWith(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(blind.verdict()).contains("another topology");
    }
}
