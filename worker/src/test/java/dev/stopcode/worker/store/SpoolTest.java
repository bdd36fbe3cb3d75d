package dev.stopcode.worker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final long MAX_BYTES = 1_000;

    @TempDir
    private Path directory;

    private Spool spool;

    @BeforeEach
    void open() throws IOException {
        spool = new Spool(directory, MAX_BYTES, VERTX, Clock.fixed(NOW, ZoneOffset.UTC));
        spool.open();
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void shouldLeaveNothingOfADumpThatIsDiscarded() throws Exception {
        // Given
        IncomingCab incoming = await(spool.receive());

        // When
        await(incoming.write(Buffer.buffer("MSCF first half")));

        // Then
        assertThat(incoming()).hasSize(1);

        // When
        await(incoming.discard());

        // Then
        assertThat(incoming()).isEmpty();
        assertThat(incoming.write(Buffer.buffer("late")).failed()).isTrue();
        assertThat(incoming.fault()).isEmpty();
    }

    @Test
    void shouldRefuseTheFirstByteAboveTheLimit() throws Exception {
        // Given
        IncomingCab incoming = await(spool.receive());
        await(incoming.write(Buffer.buffer("x".repeat((int) MAX_BYTES))));
        assertThat(incoming.tooLarge()).isFalse();

        // When
        Future<Void> write = incoming.write(Buffer.buffer("y"));

        // Then
        assertThat(write.failed()).isTrue();
        assertThat(incoming.tooLarge()).isTrue();
        await(incoming.discard());
    }

    @Test
    void shouldRemoveOnlyAbandonedTemporaryFiles() throws Exception {
        // Given
        Path abandoned = temporary(UUID.randomUUID() + ".part", Spool.ABANDONED.plusSeconds(1));
        Path living = temporary(UUID.randomUUID() + ".part", Spool.ABANDONED.minusSeconds(1));

        // When
        spool.open();

        // Then
        assertThat(abandoned).doesNotExist();
        assertThat(living).exists();
    }

    @Test
    void shouldLeaveAloneWhatIsNoDownload() throws Exception {
        // Given
        Duration age = Spool.ABANDONED.plusDays(1);
        Path foreign = temporary("notes.part", age);
        Path other = temporary(UUID.randomUUID() + ".txt", age);
        Path folder = Files.createDirectory(directory.resolve(UUID.randomUUID() + ".part"));
        Files.createFile(folder.resolve("content"));
        Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(age)));
        Path abandoned = temporary(UUID.randomUUID() + ".part", age);

        // When
        spool.sweep();

        // Then
        assertThat(foreign).exists();
        assertThat(other).exists();
        assertThat(folder).exists();
        assertThat(abandoned).doesNotExist();
    }

    @Test
    void shouldReportADiskThatTakesNoFile() throws Exception {
        // Given
        Files.delete(directory);

        // When
        Future<IncomingCab> incoming = spool.receive();

        // Then
        assertThat(incoming.toCompletionStage().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IOException.class);
    }

    private Path temporary(String name, Duration age) throws IOException {
        Path file = Files.createFile(directory.resolve(name));
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private List<Path> incoming() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
