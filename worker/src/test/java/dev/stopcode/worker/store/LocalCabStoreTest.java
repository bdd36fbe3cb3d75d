package dev.stopcode.worker.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCabStoreTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final String ID = "f060c0b6-fbe6-463f-a9f1-b7ebc1cc722f";
    private static final long MAX_BYTES = 1_000;

    @TempDir
    private Path directory;

    private LocalCabStore store;

    @BeforeEach
    void open() throws IOException {
        store = new LocalCabStore(directory.resolve("cabs"), MAX_BYTES, VERTX, Clock.fixed(NOW, ZoneOffset.UTC));
        store.open();
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void shouldKeepADumpUnderItsHashAndFindItByItsId() throws Exception {
        // Given
        String dump = "PAGEDU64 and more";

        // When
        StoredCab kept = keep(ID, dump.substring(0, 3), dump.substring(3));

        // Then
        String sha256 = sha256(dump);
        assertThat(kept)
                .isEqualTo(new StoredCab(
                        directory.resolve("cabs/" + sha256.substring(0, 2) + "/" + sha256 + ".dmp"),
                        sha256,
                        Container.KERNEL_DUMP_64,
                        dump.length(),
                        NOW));
        assertThat(kept.file()).hasContent(dump);
        assertThat(store.find(ID)).contains(kept);
        assertThat(incoming()).isEmpty();
    }

    @Test
    void shouldFindWhatAnEarlierProcessStored() throws Exception {
        // Given
        StoredCab kept = keep(ID, "MSCF content");

        // When
        Clock later = Clock.fixed(NOW.plus(Duration.ofDays(2)), ZoneOffset.UTC);
        LocalCabStore reopened = new LocalCabStore(directory.resolve("cabs"), MAX_BYTES, VERTX, later);
        reopened.open();

        // Then
        assertThat(reopened.find(ID.toUpperCase(Locale.ROOT))).contains(kept);
    }

    @Test
    void shouldStoreIdenticalDumpsOnce() throws Exception {
        // When
        StoredCab first = keep(ID, "MDMP the same");
        StoredCab second = keep("0d901479-bf1f-b842-76f2-3db7e4feaedd", "MDMP the same");

        // Then
        assertThat(second.file()).isEqualTo(first.file()).hasContent("MDMP the same");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".dmp"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../outside", "/etc/passwd", "a/b", "", "..", "CON", "nul\u0000"})
    void shouldNeverMakeAPathOfAnId(String hostile) throws Exception {
        // When
        StoredCab kept = keep(hostile, "MSCF content");

        // Then
        assertThat(store.find(hostile)).contains(kept);
        try (Stream<Path> files = Files.list(directory.resolve("cabs/index"))) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(file.getFileName()).asString().matches("sha256-[0-9a-f]{64}"));
        }
        assertThat(directory.resolve("outside")).doesNotExist();
    }

    @Test
    void shouldShowNothingOfADumpThatIsNotWhole() throws Exception {
        // Given
        IncomingCab incoming = await(store.receive());

        // When
        await(incoming.write(Buffer.buffer("MSCF first half")));

        // Then
        assertThat(store.find(ID)).isEmpty();
        assertThat(visible()).isEmpty();

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
        IncomingCab incoming = await(store.receive());
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
    void shouldNotKeepWhatIsNoDump() throws Exception {
        // Given
        IncomingCab incoming = await(store.receive());
        await(incoming.end(Buffer.buffer("<html>")));

        // Then
        assertThat(incoming.container()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> store.keep(incoming, ID));
        assertThat(visible()).isEmpty();
    }

    @Test
    void shouldForgetADumpWhoseFileIsGoneOrCut() throws Exception {
        // Given
        StoredCab gone = keep(ID, "MSCF content");

        // When
        Files.writeString(gone.file(), "MSCF");

        // Then
        assertThat(store.find(ID)).isEmpty();

        // When
        keep(ID, "MSCF content");

        // Then
        assertThat(store.find(ID)).contains(gone);
    }

    @Test
    void shouldForgetAnEntryThatItDidNotWrite() throws Exception {
        // Given
        Files.writeString(directory.resolve("cabs/index/" + ID), "../../../etc/passwd CAB 1 " + NOW);

        // Then
        assertThat(store.find(ID)).isEmpty();
    }

    @Test
    void shouldRemoveOnlyAbandonedTemporaryFiles() throws Exception {
        // Given
        Path abandoned = temporary("abandoned", LocalCabStore.ABANDONED.plusSeconds(1));
        Path living = temporary("living", LocalCabStore.ABANDONED.minusSeconds(1));

        // When
        store.open();

        // Then
        assertThat(abandoned).doesNotExist();
        assertThat(living).exists();
    }

    @Test
    void shouldReportADiskThatTakesNoFile() throws Exception {
        // Given
        Files.delete(directory.resolve("cabs/incoming"));

        // When
        Future<IncomingCab> incoming = store.receive();

        // Then
        assertThat(incoming.toCompletionStage().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IOException.class);
    }

    private StoredCab keep(String id, String... chunks) throws Exception {
        IncomingCab incoming = await(store.receive());
        for (String chunk : chunks) {
            await(incoming.write(Buffer.buffer(chunk)));
        }
        await(incoming.end());
        return store.keep(incoming, id);
    }

    private Path temporary(String name, Duration age) throws IOException {
        Path file = Files.createFile(directory.resolve("cabs/incoming/" + name + ".part"));
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private List<Path> incoming() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("cabs/incoming"))) {
            return files.toList();
        }
    }

    /** Files outside of the directory of unfinished ones. */
    private List<Path> visible() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(directory.resolve("cabs/incoming")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
