package dev.stopcode.streams.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.stopcode.streams.dedup.DayLedger.Outcome;
import dev.stopcode.streams.dedup.RowTable.Traits;
import dev.stopcode.streams.row.RowCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        int row = ledger.rows().find(id, ~id);
        return row < 0
                ? ledger.add(id, ~id, Traits.of(ledger.groupNumber("d", "v" + id % 700, "f")), count, harvest)
                : ledger.show(row, count, harvest);
    }

    /** The versions of the groups that are news. */
    private static List<String> emit(DayLedger ledger, boolean counting) {
        List<String> versions = new ArrayList<>();
        ledger.emit(counting, (group, delta, total) -> versions.add(group.driverVersion));
        return versions;
    }

    @Test
    void shouldFindEverythingAgainThatWasWritten() {
        // Given
        RowLedger written = open();
        Random random = new Random(1);
        for (int id = 0; id < 3 * DayLedger.CHUNK_ROWS; id++) {
            put(day(written, DAY), id, random.nextInt(1, 1000), 5 + id % 3);
        }
        List<String> changedBefore = emit(day(written, DAY), true);
        put(day(written, DAY), 17, 1_000_000, 9);
        written.write();

        // When
        DayLedger read = day(open(), DAY);

        // Then
        assertThat(changedBefore).hasSize(700);
        assertThat(read.rows().size()).isEqualTo(3 * DayLedger.CHUNK_ROWS);
        assertThat(emit(read, true)).containsExactly("v17");
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

    @Test
    void shouldForgetTheRowsOfADayThatHasHeldPersonalDataForLongEnough() {
        // Given
        RowLedger ledger = open();
        ledger.begin("source", DAY, DAY + 1);
        put(day(ledger, DAY), 1, 1, 1);
        ledger.begin("source", DAY + 1, DAY + 2);
        put(day(ledger, DAY + 1), 2, 1, 1);
        ledger.write();

        emit(day(ledger, DAY), true);

        // When
        ledger.begin("source", DAY, DAY + 9);
        ledger.closeBegunUntil(DAY + 1);

        // Then
        assertThat(ledger.day("source", DAY)).isNull();
        assertThat(ledger.closedEvents("source", DAY)).hasValue(1);
        RowLedger reopened = open();
        assertThat(reopened.day("source", DAY)).isNull();
        assertThat(reopened.closedEvents("source", DAY)).hasValue(1);
        assertThat(reopened.closedEvents("source", DAY + 1)).isEmpty();
        assertThat(day(open(), DAY + 1).rows().size()).isEqualTo(1);
        assertThat(store.approximateNumEntries())
                .as("the day that is left, and that the other is closed")
                .isEqualTo(5);
    }

    @Test
    void shouldTakeBackWhatItSaidWhenAnotherSourceCounts() {
        // Given
        DayLedger ledger = day(open(), DAY);
        put(ledger, 1, 5, 1);
        emit(ledger, true);

        // When
        List<Long> deltas = new ArrayList<>();
        ledger.emit(false, (group, delta, total) -> deltas.add(delta));

        // Then
        assertThat(deltas).containsExactly(-5L);
        assertThat(emit(ledger, false)).isEmpty();
    }

    @Test
    void shouldCountTheDevicesOfRowsThatAreStillThere() {
        // Given
        RowLedger written = open();
        DayLedger ledger = day(written, DAY);
        int group = ledger.groupNumber("d", "1.0.0.0", "f");
        for (int row = 0; row < 300; row++) {
            ledger.add(row, row, new Traits(group, 1 + row / 3, 0, 0, 0), 1, row < 150 ? 1 : 2);
        }
        written.write();

        // When
        DayLedger read = day(open(), DAY);

        // Then
        assertThat(devices(read)).isEqualTo(100);
        assertThat(devices(read)).as("no news").isZero();
        read.complete(2);
        assertThat(devices(read)).isEqualTo(50);
    }

    @Test
    void shouldBreakDownTheFailuresOfWhichSomethingChanged() {
        // Given
        RowLedger written = open();
        DayLedger ledger = day(written, DAY);
        place(ledger, 1, "a", "1.0.0.0", "US", 3);
        place(ledger, 2, "a", "2.0.0.0", "DE", 4);
        place(ledger, 3, "b", "1.0.0.0", "DE", 5);
        assertThat(markets(ledger)).containsOnly(entry("a", Map.of("US", 3L, "DE", 4L)), entry("b", Map.of("DE", 5L)));
        assertThat(markets(ledger)).as("no news").isEmpty();
        written.write();

        // When
        DayLedger read = day(open(), DAY);
        markets(read);
        place(read, 4, "a", "1.0.0.0", "DE", 3);
        read.show(read.rows().find(1, 1), 0, 2);

        // Then
        assertThat(markets(read)).containsOnly(entry("a", Map.of("DE", 7L)));
    }

    private static void place(DayLedger ledger, long id, String failure, String version, String market, long count) {
        long hash = RowCursor.hash(market);
        int number = ledger.valueNumber(hash);
        int value = number == 0 ? ledger.addValue(hash, market) : number;
        ledger.add(id, id, new Traits(ledger.groupNumber("d", version, failure), 0, 0, value, 0), count, 1);
    }

    private static Map<String, Map<String, Long>> markets(DayLedger ledger) {
        Map<String, Map<String, Long>> markets = new HashMap<>();
        ledger.emitBreakdowns((driver, of) -> markets.put(of.getFailureHash(), of.getMarkets()));
        return markets;
    }

    private static long devices(DayLedger ledger) {
        List<Long> devices = new ArrayList<>();
        ledger.emitDevices((group, sketch) -> devices.add(Math.round(sketch.getEstimate())));
        return devices.stream().mapToLong(Long::longValue).sum();
    }
}
