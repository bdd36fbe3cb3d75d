package dev.stopcode.streams.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.streams.dedup.DayLedger.Outcome;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowLedgerTest {

    private static final int DAY = 20_000;
    private static final int HISTORY = 90;

    private KeyValueStore<Bytes, byte[]> store;

    @BeforeEach
    void openStore() {
        store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("ledger"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        var context = new MockProcessorContext<Void, Void>();
        store.init(context.getStateStoreContext(), store);
    }

    private RowLedger open() {
        return new RowLedger(store, HISTORY);
    }

    private static DayLedger day(RowLedger ledger, int day) {
        return Objects.requireNonNull(ledger.day("source", day));
    }

    private static Outcome put(DayLedger ledger, long id, long count, long harvest) {
        int row = ledger.find(id, ~id);
        return row < 0
                ? ledger.add(id, ~id, ledger.groupNumber("d", "v" + id % 700, "f"), count, harvest)
                : ledger.show(row, count, harvest);
    }

    @Test
    void shouldFindEverythingAgainThatWasWritten() {
        // Given
        RowLedger written = open();
        Random random = new Random(1);
        for (int id = 0; id < 3 * DayLedger.CHUNK_ROWS; id++) {
            put(day(written, DAY), id, random.nextInt(1, 1000), 5 + id % 3);
        }
        long changedBefore = day(written, DAY).changedGroups().size();
        day(written, DAY).emitted();
        put(day(written, DAY), 17, 1_000_000, 9);
        written.write();

        // When
        DayLedger read = day(open(), DAY);

        // Then
        assertThat(changedBefore).isEqualTo(700);
        assertThat(read.rowCount()).isEqualTo(3 * DayLedger.CHUNK_ROWS);
        assertThat(read.changedGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.driverVersion).isEqualTo("v17"));
        assertThat(put(read, 17, 1_000_000, 9)).isEqualTo(Outcome.DUPLICATE);
        assertThat(put(read, 17, 5, 8)).isEqualTo(Outcome.STALE);
        assertThat(put(read, 18, 1_000_000, 9)).isEqualTo(Outcome.RESTATED);
    }

    @Test
    void shouldNotTakeRowsOfAHarvestThatACompleteOneCameAfter() {
        // Given
        RowLedger written = open();
        put(day(written, DAY), 1, 3, 4);
        day(written, DAY).complete(5);
        written.write();

        // When / Then
        assertThat(put(day(open(), DAY), 2, 3, 4)).isEqualTo(Outcome.STALE);
        assertThat(put(day(open(), DAY), 2, 3, 5)).isEqualTo(Outcome.NEW);
    }

    @Test
    void shouldWriteOnlyChunksThatChanged() {
        // Given
        RowLedger ledger = open();
        for (int id = 0; id < 2 * DayLedger.CHUNK_ROWS; id++) {
            put(day(ledger, DAY), id, 1, 1);
        }
        ledger.write();
        store.all().forEachRemaining(entry -> store.delete(entry.key));

        // When
        put(day(ledger, DAY), DayLedger.CHUNK_ROWS, 2, 1);
        ledger.write();

        // Then
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void shouldCloseDaysThatLeaveTheWindow() {
        // Given
        RowLedger ledger = open();
        put(day(ledger, DAY - HISTORY + 1), 1, 1, 1);
        put(day(ledger, DAY), 2, 1, 1);
        ledger.advance("source", DAY);
        ledger.write();
        long before = store.approximateNumEntries();

        // When
        ledger.advance("source", DAY + 1);

        // Then
        assertThat(ledger.day("source", DAY - HISTORY + 1)).isNull();
        assertThat(store.approximateNumEntries()).isEqualTo(before - 2);
        assertThat(open().day("source", DAY - HISTORY + 1)).isNull();
        assertThat(open().day("other", DAY - HISTORY + 1)).isNotNull();
    }
}
