package dev.stopcode.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopcode.config.CabBudget;
import dev.stopcode.config.CabConfig;
import dev.stopcode.config.CabLocation;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StoreConfig.WhenFull;
import dev.stopcode.schemas.Cab;
import dev.stopcode.worker.store.StoredCab;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DirectoryStoreTest extends StoreContract {

    @Override
    CabLocation place() {
        return new CabLocation.Directory(directory.resolve("cabs"));
    }

    @Override
    String content(URI location) throws IOException {
        return Files.readString(Path.of(location));
    }

    @Test
    void shouldForgetADumpWhoseContentChanged() throws Exception {
        // Given
        StoredCab kept = keep(ID, "MSCF content");

        // When
        Files.writeString(Path.of(kept.location()), "MSCF CONTENT");

        // Then
        assertThat(depot.store().find(ID)).isEmpty();
        assertThat(keep(ID, "MSCF content")).isEqualTo(kept);
        assertThat(content(kept.location())).isEqualTo("MSCF content");
    }

    @Test
    void shouldForgetAnEntryThatItDidNotWrite() throws Exception {
        // Given
        Path entry = directory.resolve("cabs/index/" + ID);
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, "dump=../../../etc/passwd\ncontainer=CAB\nbytes=1\ncollectedAt=" + clock.instant());

        // Then
        assertThat(depot.store().find(ID)).isEmpty();
        depot.tidy();
        assertThat(records.producer.history()).isEmpty();
    }

    @Test
    void shouldRemoveADamagedEntryWhenItsTimeIsOver() throws Exception {
        // Given
        Path index = Files.createDirectories(directory.resolve("cabs/index"));
        Path damaged = Files.writeString(index.resolve(ID), "damaged by another hand");
        Path foreign = Files.writeString(index.resolve("notes.txt"), "no entry");

        // When
        clock.advance(Duration.ofDays(29));
        depot.tidy();

        // Then
        assertThat(damaged).exists();

        // When
        clock.advance(Duration.ofDays(2));
        depot.tidy();

        // Then
        assertThat(damaged).doesNotExist();
        assertThat(foreign).exists();
        assertThat(records.producer.history()).isEmpty();
    }

    @Test
    void shouldLeaveFilesAloneThatAreNoDumps() throws Exception {
        // Given
        keep(ID, "MSCF content");
        Path notes = Files.writeString(directory.resolve("cabs/dumps/notes.txt"), "not a dump");

        // When
        clock.advance(Duration.ofDays(31));
        depot.tidy();

        // Then
        assertThat(notes).exists();
        assertThat(records.cabs()).extracting(Cab::getCabIdHash).containsExactly(ID);
    }

    @Test
    void shouldPurgeAlsoWhereTheDownloadsCannotBeSwept() throws Exception {
        // Given
        keep(ID, "MSCF content");
        Files.delete(directory.resolve("cabs/incoming"));
        clock.advance(Duration.ofDays(30));

        // When
        assertThatExceptionOfType(IOException.class).isThrownBy(depot::tidy);

        // Then
        assertThat(names()).isEmpty();
        assertThat(records.cabs()).extracting(Cab::getCabIdHash).containsExactly(ID);
    }

    @Test
    void shouldTakeNoRequestWhileTheDiskIsAlmostFull() throws Exception {
        // Given
        StoreConfig plain = config(0, WhenFull.STOP);
        long free = Files.getFileStore(directory).getUsableSpace();
        StoreConfig demanding = new StoreConfig(
                plain.location(), plain.spool(), plain.credentials(), 30, 0, WhenFull.STOP, free * 2 + 1);
        Vertx vertx = Vertx.vertx();

        // When
        try (Depot full = new Depot(
                new CabConfig(new CabBudget(1, 20, 20), 1, 1, Duration.ofHours(1), 1_000, demanding),
                records.results(clock),
                metrics,
                vertx,
                clock)) {
            full.open();

            // Then
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> full.room().require())
                    .withMessageContaining("cabs.keep.free");
            assertThat(metrics.full()).isTrue();
            assertThat(full.room().isThere()).isFalse();
        } finally {
            vertx.close();
        }
        assertThat(depot.room().isThere()).isTrue();
        assertThat(metrics.full()).isFalse();
    }
}
