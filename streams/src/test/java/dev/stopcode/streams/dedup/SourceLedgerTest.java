package dev.stopcode.streams.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.schemas.Topics;
import dev.stopcode.schemas.serde.AvroSerde;
import dev.stopcode.schemas.serde.WireFormat;
import dev.stopcode.streams.Rows;
import dev.stopcode.streams.TopologyFixture;
import dev.stopcode.streams.row.RowLayout;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.streams.TestInputTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLedgerTest {

    private static final LocalDate DAY = Rows.TODAY.minusDays(5);
    private static final Rows OWN = new Rows("import", "a.sys");
    private static final Rows OTHER = new Rows("contoso", "a.sys");

    @TempDir
    private Path stateDir;

    private final AvroSerde<FailureHit> hits = serde(FailureHit.class);
    private final AvroSerde<ReportRow> events = serde(ReportRow.class);
    private final SourceLedger ledger = new SourceLedger(RowLayout.HIT, "import");

    private static <T extends SpecificRecordBase> AvroSerde<T> serde(Class<T> type) {
        return AvroSerde.of(type, Map.of("schema.registry.url", "mock://ledger", "auto.register.schemas", "true"));
    }

    private void topicHolds(FailureHit... records) {
        for (FailureHit record : records) {
            ledger.take(hits.serializer().serialize("hits", record), WireFormat.PAYLOAD_OFFSET);
        }
    }

    private static FailureHit row(long harvest, int failure, long events) {
        return OWN.row(DAY, harvest, failure, "1.0", "US", events);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldForeseeWhatTheTopologyMakesOfTheNextHarvest(long seed) {
        // Given
        List<FailureHit> before = new ArrayList<>();
        Random random = new Random(seed);
        for (int harvest = 1; harvest <= 3; harvest++) {
            before.addAll(harvest(harvest, random));
            before.add(OWN.mark(DAY, harvest, harvest == 2 ? HarvestMark.DAY_COMPLETE : HarvestMark.DAY_PARTIAL));
        }
        List<FailureHit> next = harvest(4, random);

        // When
        topicHolds(before.toArray(FailureHit[]::new));
        next.forEach(ledger::show);
        ledger.complete(DAY, 4);

        // Then
        try (TopologyFixture topology = new TopologyFixture(stateDir)) {
            TestInputTopic<String, FailureHit> input = topology.input(Topics.FAILURE_HITS);
            before.forEach(row -> input.pipeInput(Rows.key(row), row));
            List<Long> known = counters(topology);
            next.forEach(row -> input.pipeInput(Rows.key(row), row));
            input.pipeInput("import", OWN.complete(DAY, 4));
            List<Long> then = counters(topology);
            assertThat(then)
                    .containsExactly(
                            known.get(0) + ledger.fresh(),
                            known.get(1) + ledger.restated(),
                            known.get(2) + ledger.duplicates(),
                            known.get(3) + ledger.takenBack());
        }
        assertThat(List.of(ledger.fresh(), ledger.restated(), ledger.duplicates(), ledger.takenBack()))
                .as("all of it happens")
                .doesNotContain(0L);
    }

    private static List<Long> counters(TopologyFixture topology) {
        return Stream.of("new", "restated", "duplicate", "vanished")
                .map(outcome -> (long) topology.counter(outcome))
                .toList();
    }

    private static List<FailureHit> harvest(long number, Random random) {
        return random.ints(60, 0, 100)
                .mapToObj(failure -> row(number, failure, 1 + random.nextInt(2)))
                .toList();
    }

    @Test
    void shouldKnowRowsWhoseMarkCameFirstFromAnotherPartition() {
        topicHolds(OWN.complete(DAY, 2), row(1, 1, 7), row(2, 2, 7));

        ledger.show(row(3, 1, 7));
        ledger.show(row(3, 2, 7));

        assertThat(ledger.restated())
                .as("it was taken back, and is there again")
                .isEqualTo(1);
        assertThat(ledger.duplicates()).isEqualTo(1);
    }

    @Test
    void shouldLookAtItsOwnSourceAlone() {
        topicHolds(OTHER.row(DAY, 1, 1, "1.0", "US", 7), OTHER.complete(DAY, 1), OWN.complete(DAY, 1));

        ledger.show(row(2, 1, 7));

        assertThat(ledger.fresh()).isEqualTo(1);
        assertThat(ledger.othersThatCount()).containsExactly("contoso");
    }

    @Test
    void shouldTellOthersThatCountByTheirNewestMarks() {
        FailureHit stopped = OTHER.complete(DAY, 9);
        stopped.setCounting(false);

        topicHolds(stopped, OTHER.complete(DAY, 8));

        assertThat(ledger.othersThatCount()).isEmpty();
    }

    @Test
    void shouldKnowEventsByTimeAndDevice() {
        SourceLedger ofEvents = new SourceLedger(RowLayout.REPORT_ROW, "import");
        ReportRow known = OWN.event(DAY, 1, 1, "1.0", "US", 10, "a");
        ofEvents.take(events.serializer().serialize("events", known), WireFormat.PAYLOAD_OFFSET);

        ofEvents.show(OWN.event(DAY, 2, 1, "1.0", "DE", 10, "a"));
        ofEvents.show(OWN.event(DAY, 2, 1, "1.0", "US", 10, "b"));

        assertThat(ofEvents.duplicates()).isEqualTo(1);
        assertThat(ofEvents.fresh()).isEqualTo(1);
    }

    @Test
    void shouldNotBeginAgainBelowWhatIsThere() {
        topicHolds(row(5, 1, 7));

        assertThatThrownBy(() -> ledger.show(row(1, 1, 7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("checkpoint");
    }
}
