package dev.stopcode.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLoopTest {

    private final FetchMetrics metrics = new FetchMetrics(new SimpleMeterRegistry());
    private final Patience patience = new Patience(Duration.ofMillis(1), Duration.ofMillis(1));
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService loop = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        patience.stop();
        hands.shutdownNow();
        loop.close();
    }

    @Test
    void shouldAcknowledgeAsTheWorkSays() {
        // Given
        FakeMember member = new FakeMember().holding(1).holding(2);

        // When
        run(record -> record.offset() == 1 ? AcknowledgeType.ACCEPT : AcknowledgeType.REJECT, member);

        // Then
        await().until(() -> member.acknowledged.size() == 2);
        assertThat(member.acknowledged).containsExactly("ACCEPT 1", "REJECT 2");
        await().until(() -> metrics.inFlight() == 0);
    }

    @Test
    void shouldRenewTheLockWhileTheWorkLasts() {
        // Given
        FakeMember member = new FakeMember().holding(1);
        CountDownLatch renewed = new CountDownLatch(1);

        // When
        run(
                record -> {
                    renewed.await();
                    return AcknowledgeType.ACCEPT;
                },
                member);
        await().until(() -> member.acknowledged.size() >= 3);
        renewed.countDown();

        // Then
        await().until(() -> member.acknowledged.contains("ACCEPT 1"));
        assertThat(member.acknowledged).startsWith("RENEW 1", "RENEW 1").endsWith("ACCEPT 1");
    }

    @Test
    void shouldBreakOffTheWorkWhenTheLockIsLost() {
        // Given
        FakeMember member = new FakeMember().holding(1);
        member.losesLocks = true;
        CountDownLatch broken = new CountDownLatch(1);

        // When
        run(
                record -> {
                    if (record.offset() == 1) {
                        interrupted(broken);
                    }
                    return AcknowledgeType.ACCEPT;
                },
                member);
        await().until(() -> broken.getCount() == 0);
        member.holding(2);

        // Then
        await().until(() -> member.acknowledged.contains("ACCEPT 2"));
        assertThat(member.acknowledged).containsExactly("RENEW 1", "ACCEPT 2");
    }

    @Test
    void shouldReleaseARequestWhoseWorkFailsUnexpectedly() {
        // Given
        FakeMember member = new FakeMember().holding(1);

        // When
        run(
                record -> {
                    throw new IllegalStateException("a bug");
                },
                member);

        // Then
        await().until(() -> !member.acknowledged.isEmpty());
        assertThat(member.acknowledged).containsExactly("RELEASE 1");
    }

    @Test
    void shouldReplaceAMemberThatFails() {
        // Given
        FakeMember failing = new FakeMember();
        failing.failure = new KafkaException("fenced");
        FakeMember next = new FakeMember().holding(1);

        // When
        run(record -> AcknowledgeType.ACCEPT, failing, next);

        // Then
        await().until(() -> next.acknowledged.contains("ACCEPT 1"));
        assertThat(failing.closed).isTrue();
    }

    @Test
    void shouldLeaveTheGroupWhileNoRequestMayBeTaken() {
        // Given
        FakeMember leaving = new FakeMember().holding(1);
        FakeMember next = new FakeMember().holding(2);

        // When
        run(
                record -> {
                    open.set(record.offset() == 2);
                    return AcknowledgeType.ACCEPT;
                },
                leaving.holding(3),
                next);

        // Then
        await().until(() -> leaving.closed);
        assertThat(leaving.acknowledged).containsExactly("ACCEPT 1");
        assertThat(next.acknowledged).isEmpty();

        // When
        open.set(true);

        // Then
        await().until(() -> next.acknowledged.contains("ACCEPT 2"));
    }

    private void run(RequestLoop.Work work, FakeMember... members) {
        Queue<ShareConsumer<byte[], byte[]>> group = new ArrayDeque<>(Arrays.asList(members));
        Supplier<ShareConsumer<byte[], byte[]>> join = group::remove;
        loop.execute(new RequestLoop(join, "requests", work, hands, open::get, patience, metrics));
    }

    private static void interrupted(CountDownLatch broken) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } finally {
            broken.countDown();
        }
    }
}
