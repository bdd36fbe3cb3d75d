package dev.stopcode.producer.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InflowTest {

    private final Inflow inflow = new Inflow();

    @Test
    void shouldReadWhatWasWrittenInWhateverPieces() throws IOException {
        // When
        inflow.write(Buffer.buffer("one,"));
        inflow.write(Buffer.buffer());
        inflow.write(Buffer.buffer("two"));
        inflow.endWith(CompletableFuture.completedStage(null));

        // Then
        assertThat(inflow.read()).isEqualTo('o');
        assertThat(new String(inflow.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("ne,two");
        assertThat(inflow.read()).isEqualTo(-1);
    }

    @Test
    void shouldEndAsTheWritingDid() throws IOException {
        // Given
        Promise<Long> writing = Promise.promise();
        inflow.endWith(new Shutdown().orRequested(writing.future()));
        inflow.write(Buffer.buffer("a"));

        // When
        writing.fail(new IllegalStateException("cut"));

        // Then
        assertThat(inflow.read()).isEqualTo('a');
        assertThatThrownBy(inflow::read).isInstanceOf(IOException.class).hasRootCauseMessage("cut");
    }

    @Test
    void shouldEndAtTheWishToStop() throws IOException {
        // Given
        Shutdown shutdown = new Shutdown();
        inflow.endWith(shutdown.orRequested(Promise.promise().future()));
        inflow.write(Buffer.buffer("a"));

        // When
        shutdown.request();

        // Then
        assertThat(inflow.read()).isEqualTo('a');
        assertThatThrownBy(inflow::read)
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(CancellationException.class);
    }

    @Test
    void shouldHoldTheWriterUpWhileTheReaderIsSlow() throws Exception {
        // Given
        inflow.setWriteQueueMaxSize(100);
        int chunks = 10_000;
        AtomicInteger mostWaiting = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();
        Thread writer = Thread.ofPlatform().start(() -> write(chunks, read, mostWaiting));

        // When
        while (inflow.read() >= 0) {
            read.incrementAndGet();
        }

        // Then
        writer.join();
        assertThat(read).hasValue(10 * chunks);
        assertThat(mostWaiting.get()).as("bytes written ahead").isLessThanOrEqualTo(100 + 10);
    }

    private void write(int chunks, AtomicInteger read, AtomicInteger mostWaiting) {
        int written = 0;
        for (int i = 0; i < chunks; i++) {
            inflow.write(Buffer.buffer("0123456789"));
            written += 10;
            mostWaiting.accumulateAndGet(written - read.get() - 10, Math::max);
            if (inflow.writeQueueFull()) {
                Promise<Void> drained = Promise.promise();
                inflow.drainHandler(drained::complete);
                drained.future().toCompletionStage().toCompletableFuture().join();
            }
        }
        inflow.endWith(CompletableFuture.completedStage(null));
    }

    @Test
    void shouldRefuseWhatNobodyReads() {
        // Given
        inflow.setWriteQueueMaxSize(1);
        inflow.write(Buffer.buffer("full"));
        Promise<Void> drained = Promise.promise();
        inflow.drainHandler(drained::complete);

        // When
        inflow.close();

        // Then
        assertThat(drained.future().isComplete()).isTrue();
        assertThat(inflow.write(Buffer.buffer("more")).failed()).isTrue();
    }
}
