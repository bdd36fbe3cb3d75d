package dev.stopcode.producer;

import static dev.stopcode.producer.Samples.DAY;
import static dev.stopcode.producer.Samples.row;
import static dev.stopcode.producer.Samples.rows;
import static dev.stopcode.schemas.HarvestMark.DAY_COMPLETE;
import static dev.stopcode.schemas.HarvestMark.DAY_PARTIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.fetch.Shutdown;
import dev.stopcode.producer.plan.Checkpoints;
import dev.stopcode.producer.publish.Publisher;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestCheckpoint;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.HarvestedDay;
import dev.stopcode.schemas.OpenHarvest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HitsHarvestTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T09:00:00Z"), ZoneOffset.UTC);
    private static final int PARTITIONS = 3;

    private final FakeDevCenter devCenter = new FakeDevCenter();
    private final Shutdown shutdown = new Shutdown();
    private final MockProducer<String, Object> producer = producer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SourceStatus status = new SourceStatus("win10", new HarvestMetrics(meters, "win10"));

    @Test
    void shouldPublishADayPageByPageAndMarkEveryPartition() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 7));

        // When
        HarvestCheckpoint after = harvest(Checkpoints.none("win10"));

        // Then
        assertThat(markets(1)).containsExactlyInAnyOrderElementsOf(marketsOf(7));
        assertThat(marks()).containsExactlyElementsOf(everywhere(1, DAY_COMPLETE));
        assertThat(checkpoints()).hasSize(3).last().isEqualTo(after);
        assertThat(after.getDays()).containsExactly(new HarvestedDay(DAY, 1L, 7L, true, CLOCK.instant()));
        assertThat(after.getOpen()).isNull();
    }

    @Test
    void shouldPublishEachPageTogetherWithItsCheckpoint() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 7));

        // When
        harvest(Checkpoints.none("win10"));

        // Then
        assertThat(producer.commitCount()).isEqualTo(3);
        assertThat(checkpoints().get(1).getOpen())
                .extracting(OpenHarvest::getPages, OpenHarvest::getRows, OpenHarvest::getTotalCount)
                .containsExactly(2, 6L, 7L);
    }

    @Test
    void shouldMarkAnEmptyDay() {
        // When
        HarvestCheckpoint after = harvest(Checkpoints.none("win10"));

        // Then
        assertThat(hits()).allMatch(hit -> hit.getMark() == DAY_COMPLETE).hasSize(PARTITIONS);
        assertThat(after.getDays()).extracting(HarvestedDay::getRows).containsExactly(0L);
    }

    @Test
    void shouldReadADayAgainUnderANewHarvestIdWhenTheTotalChanges() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 7));
        devCenter.before(3, () -> devCenter.days.put(DAY, rows(DAY, 8)));

        // When
        HarvestCheckpoint after = harvest(Checkpoints.none("win10"));

        // Then
        assertThat(markets(2)).containsExactlyInAnyOrderElementsOf(marketsOf(8));
        assertThat(marks()).containsExactlyElementsOf(everywhere(2, DAY_COMPLETE));
        assertThat(after.getLastHarvestId()).isEqualTo(2);
    }

    @Test
    void shouldReadADayAgainWhenARowIsShownTwice() {
        // Given: the row before a page's first is inserted anew, so that the page's first row is shown again
        List<HitRow> shifted = new ArrayList<>(rows(DAY, 7));
        devCenter.days.put(DAY, shifted);
        devCenter.before(2, () -> {
            shifted.addFirst(row(DAY, 99));
            shifted.removeLast();
        });

        // When
        harvest(Checkpoints.none("win10"));

        // Then
        assertThat(marks()).containsExactlyElementsOf(everywhere(2, DAY_COMPLETE));
        assertThat(markets(2)).contains("M99").doesNotHaveDuplicates().hasSize(7);
    }

    @Test
    void shouldLetTheEndOfPagingDecideWhereThereIsNoTotal() {
        // Given
        devCenter.totals = false;
        devCenter.days.put(DAY, rows(DAY, 7));

        // When
        harvest(Checkpoints.none("win10"));

        // Then
        assertThat(marks()).containsExactlyElementsOf(everywhere(1, DAY_COMPLETE));
    }

    @Test
    void shouldMarkADayPartialThatKeepsDrifting() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 7));
        IntStream.iterate(2, request -> request + 1)
                .limit(8)
                .forEach(request -> devCenter.before(request, () -> devCenter.days.put(DAY, rows(DAY, 6 + request))));

        // When
        HarvestCheckpoint after = harvest(Checkpoints.none("win10"));

        // Then
        assertThat(marks()).containsExactlyElementsOf(everywhere(2, DAY_PARTIAL));
        assertThat(after.getDays()).extracting(HarvestedDay::getComplete).containsExactly(false);
        assertThat(markets(2)).as("rows of the last attempt stand").hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void shouldEndADayWhosePagesNeverEnd() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 3));
        IntStream.rangeClosed(1, 20)
                .forEach(request -> devCenter.change(
                        request,
                        page -> new dev.stopcode.devcenter.Page<>(
                                rows(DAY, 3), List.of(), page.skip(), page.totalCount(), "again", true)));

        // When
        harvest(Checkpoints.none("win10"));

        // Then
        assertThat(marks()).containsExactlyElementsOf(everywhere(2, DAY_PARTIAL));
    }

    @Test
    void shouldSendABadRowToDeadLettersAndCountItAsARow() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 4));
        devCenter.change(1, FakeDevCenter::withFirstRowRejected);

        // When
        HarvestCheckpoint after = harvest(Checkpoints.none("win10"));

        // Then
        assertThat(markets(1)).containsExactlyInAnyOrder("M1", "M2", "M3");
        assertThat(letters()).containsExactly("{\"eventCount\":\"many\"}");
        assertThat(marks()).containsExactlyElementsOf(everywhere(1, DAY_COMPLETE));
        assertThat(after.getDays()).extracting(HarvestedDay::getRows).containsExactly(4L);
        assertThat(status.progress())
                .extracting(SourceProgress::rows, SourceProgress::rejected, SourceProgress::pages)
                .containsExactly(3L, 1L, 2L);
    }

    @Test
    void shouldGoOnWithTheSamePageAfterAFailure() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 7));
        devCenter.failAt(2, new DevCenterException.Malformed("an HTML page", null));

        // When
        harvest(Checkpoints.none("win10"));

        // Then
        assertThat(devCenter.requests()).isEqualTo(4);
        assertThat(markets(1)).containsExactlyInAnyOrderElementsOf(marketsOf(7));
        assertThat(marks()).containsExactlyElementsOf(everywhere(1, DAY_COMPLETE));
    }

    @Test
    void shouldWaitAsLongAsItTakesForAnOutageToEnd() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 2));
        IntStream.rangeClosed(1, 6)
                .forEach(request -> devCenter.failAt(
                        request,
                        request % 2 == 0
                                ? new DevCenterException.Throttled("slow down", Duration.ofMillis(2))
                                : new DevCenterException.Unreachable("connection refused", null)));

        // When
        harvest(Checkpoints.none("win10"));

        // Then
        assertThat(marks()).containsExactlyElementsOf(everywhere(1, DAY_COMPLETE));
        assertThat(status.progress().error()).isNull();
    }

    @Test
    void shouldMarkADayPartialOfWhichSomePagesCannotBeHad() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 7));
        devCenter.failAt(2, new DevCenterException.Unavailable("500"));
        devCenter.failAt(3, new DevCenterException.Unavailable("500"));

        // When
        HarvestCheckpoint after = harvest(Checkpoints.none("win10"));

        // Then
        assertThat(markets(1)).hasSize(3);
        assertThat(marks()).containsExactlyElementsOf(everywhere(1, DAY_PARTIAL));
        assertThat(after.getDays()).containsExactly(new HarvestedDay(DAY, 1L, 3L, false, CLOCK.instant()));
    }

    @Test
    void shouldSayNothingOfADayOfWhichNothingCanBeHad() {
        // Given
        devCenter.failAt(1, new DevCenterException.BadRequest("startDate is too old"));

        // When
        HarvestCheckpoint after = harvest(Checkpoints.none("win10"));

        // Then
        assertThat(producer.history()).isEmpty();
        assertThat(after.getDays()).isEmpty();
        assertThat(status.progress().error()).contains("startDate is too old");
    }

    @Test
    void shouldLetWrongCredentialsStopTheSource() {
        // Given
        devCenter.failAt(1, new DevCenterException.Unauthorized("invalid client"));

        // Then
        assertThatThrownBy(() -> harvest(Checkpoints.none("win10")))
                .isInstanceOf(DevCenterException.Unauthorized.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldGoOnAfterAKillWithoutLosingOrRepeatingARow(int request) {
        // Given
        devCenter.days.put(DAY, rows(DAY, 10));
        HarvestCheckpoint left = killAt(request);

        // When
        HarvestCheckpoint after = harvest(left);

        // Then
        assertThat(markets(1)).containsExactlyInAnyOrderElementsOf(marketsOf(10));
        assertThat(marks()).containsExactlyElementsOf(everywhere(1, DAY_COMPLETE));
        assertThat(after.getDays()).containsExactly(new HarvestedDay(DAY, 1L, 10L, true, CLOCK.instant()));
    }

    @Test
    void shouldStartTheDayOverWhenPublishedRowsHaveChangedSinceTheKill() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 10));
        HarvestCheckpoint left = killAt(3);
        List<HitRow> changed = new ArrayList<>(rows(DAY, 10));
        changed.set(1, row(DAY, 99));
        devCenter.days.put(DAY, changed);

        // When
        harvest(left);

        // Then
        assertThat(markets(2)).hasSize(10).contains("M99").doesNotContain("M1");
        assertThat(marks()).containsExactlyElementsOf(everywhere(2, DAY_COMPLETE));
    }

    @Test
    void shouldStartTheDayOverWhenItEndsBeforeWhatWasPublished() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 10));
        HarvestCheckpoint left = killAt(4);
        devCenter.days.put(DAY, rows(DAY, 2));

        // When
        harvest(left);

        // Then
        assertThat(markets(2)).containsExactlyInAnyOrder("M0", "M1");
        assertThat(marks()).containsExactlyElementsOf(everywhere(2, DAY_COMPLETE));
    }

    @Test
    void shouldMarkAResumedDayWhosePublishedPagesTurnOutToBeAll() {
        // Given: without a total, a full page may be the last
        devCenter.totals = false;
        devCenter.days.put(DAY, rows(DAY, 7));
        HarvestCheckpoint left = killAt(3);
        devCenter.days.put(DAY, rows(DAY, 6));

        // When
        harvest(left);

        // Then
        assertThat(markets(1)).containsExactlyInAnyOrderElementsOf(marketsOf(6));
        assertThat(marks()).containsExactlyElementsOf(everywhere(1, DAY_COMPLETE));
    }

    @Test
    void shouldAbortAPageThatCannotBeCommitted() {
        // Given
        devCenter.days.put(DAY, rows(DAY, 2));
        producer.commitTransactionException = new KafkaException("the broker is gone");

        // Then
        assertThatThrownBy(() -> harvest(Checkpoints.none("win10"))).hasMessage("the broker is gone");
        assertThat(producer.transactionAborted()).isTrue();
        assertThat(producer.history()).isEmpty();
    }

    /** Harvests until the process ends while it waits for the answer to {@code request}. */
    private HarvestCheckpoint killAt(int request) {
        FakeDevCenter dying = new FakeDevCenter();
        Shutdown end = new Shutdown();
        dying.totals = devCenter.totals;
        dying.days.putAll(devCenter.days);
        dying.silentFrom(request).before(request + 1, end::request);
        dying.before(request, end::request);
        HitsHarvest harvest = harvest(dying, end, Checkpoints.none("win10"));
        assertThatThrownBy(() -> harvest.read(DAY)).isInstanceOf(CancellationException.class);
        List<HarvestCheckpoint> left = checkpoints();
        return left.isEmpty() ? Checkpoints.none("win10") : left.getLast();
    }

    private HarvestCheckpoint harvest(HarvestCheckpoint checkpoint) {
        HitsHarvest harvest = harvest(devCenter, shutdown, checkpoint);
        harvest.read(DAY);
        return harvest.checkpoint();
    }

    private HitsHarvest harvest(FakeDevCenter from, Shutdown end, HarvestCheckpoint checkpoint) {
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
        Waits waits = new Waits(end, backoff, new Semaphore(1));
        SourceContext context =
                new SourceContext(Samples.SOURCE.id(), Samples.harvest(90, 5), from, CLOCK, waits, status);
        return new HitsHarvest(context, Samples.SOURCE, new Publisher(producer, Samples.KAFKA, checkpoint));
    }

    private List<String> markets(long harvestId) {
        return hits().stream()
                .filter(hit -> hit.getMark() == null && hit.getHarvestId() == harvestId)
                .map(FailureHit::getMarket)
                .toList();
    }

    private static List<String> marketsOf(int rows) {
        return rows(DAY, rows).stream().map(HitRow::market).toList();
    }

    private List<String> marks() {
        return producer.history().stream()
                .filter(sent -> sent.value() instanceof FailureHit hit && hit.getMark() != null)
                .map(sent -> {
                    FailureHit mark = (FailureHit) sent.value();
                    return sent.key() + " " + mark.getHarvestId() + " " + mark.getMark() + " " + sent.partition();
                })
                .toList();
    }

    private static List<String> everywhere(long harvestId, HarvestMark mark) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> "win10 " + harvestId + " " + mark + " " + partition)
                .toList();
    }

    private List<FailureHit> hits() {
        return sent(FailureHit.class).toList();
    }

    private List<HarvestCheckpoint> checkpoints() {
        return sent(HarvestCheckpoint.class).toList();
    }

    private List<String> letters() {
        return sent(byte[].class)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private <V> Stream<V> sent(Class<V> type) {
        return producer.history().stream()
                .map(ProducerRecord::value)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static MockProducer<String, Object> producer() {
        Node node = new Node(0, "broker", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new PartitionInfo("stopcode.failure-hits", number, node, nodes, nodes))
                .toList();
        Cluster cluster = new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
        MockProducer<String, Object> producer = new MockProducer<>(
                cluster, true, new RoundRobinPartitioner(), new StringSerializer(), (topic, value) -> new byte[0]);
        producer.initTransactions();
        return producer;
    }
}
