package dev.stopcode.producer.hits;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.producer.Samples;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import dev.stopcode.schemas.ReportRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RowIdentityTest {

    @Test
    void shouldNotDependOnWhatIsCountedOrOnTheHarvest() {
        // Given
        FailureHit hit = hit();
        FailureHit restated = hit();
        restated.setEventCount(99);
        restated.setDeviceCount(null);
        restated.setHarvestId(77);
        restated.setCounting(false);
        restated.setMark(HarvestMark.DAY_PARTIAL);

        // Then
        assertThat(RowIdentity.of(restated)).isEqualTo(RowIdentity.of(hit));
    }

    @Test
    void shouldDependOnEveryDimensionAndOnItsPlace() {
        // Given
        Set<Object> identities = new HashSet<>();
        identities.add(RowIdentity.of(hit()));
        int dimensions = 0;

        // When
        for (Schema.Field field : FailureHit.getClassSchema().getFields().subList(2, 22)) {
            FailureHit other = hit();
            other.put(field.pos(), "other");
            identities.add(RowIdentity.of(other));
            dimensions++;
        }

        // Then
        assertThat(identities).hasSize(1 + dimensions);
    }

    @Test
    void shouldTellAnEmptyTextFromNone() {
        // Given
        FailureHit none = hit();
        none.setMarket(null);
        FailureHit empty = hit();
        empty.setMarket("");

        // Then
        assertThat(RowIdentity.of(empty)).isNotEqualTo(RowIdentity.of(none));
    }

    @Test
    void shouldSumWithoutRegardToOrder() {
        // Given
        FailureHit one = hit();
        FailureHit other = hit();
        other.setMarket("DE");

        // When
        IdentitySum sum = IdentitySum.ZERO.plus(RowIdentity.of(one)).plus(RowIdentity.of(other));
        IdentitySum reverse = IdentitySum.ZERO.plus(RowIdentity.of(other)).plus(RowIdentity.of(one));

        // Then
        assertThat(sum).isEqualTo(reverse).isNotEqualTo(IdentitySum.ZERO);
    }

    @Test
    void shouldTellEventsApartByTimeFailureDeviceAndDump() {
        // Given
        ReportRow event = ReportRow.newBuilder()
                .setSource("win10")
                .setEventTime(Instant.parse("2026-03-10T05:35:32Z"))
                .setFailureHash("failure")
                .setDeviceHash("device")
                .setCabIdHash("cab")
                .setMarket("US")
                .setHarvestId(1)
                .setCounting(true)
                .setEventCount(1)
                .build();

        // Then
        assertThat(identity(event, row -> row.setMarket("DE"))).isEqualTo(RowIdentity.of(event));
        assertThat(identity(event, row -> row.setEventCount(2))).isEqualTo(RowIdentity.of(event));
        assertThat(identity(event, row -> row.setHarvestId(2))).isEqualTo(RowIdentity.of(event));
        assertThat(Stream.of(
                        RowIdentity.of(event),
                        identity(event, row -> row.setSource("oem")),
                        identity(event, row -> row.setEventTime(Instant.parse("2026-03-10T05:35:33Z"))),
                        identity(event, row -> row.setFailureHash("other")),
                        identity(event, row -> row.setDeviceHash(null)),
                        identity(event, row -> row.setCabIdHash(null))))
                .doesNotHaveDuplicates();
    }

    private static HashValue128 identity(ReportRow event, Consumer<ReportRow> change) {
        ReportRow other = ReportRow.newBuilder(event).build();
        change.accept(other);
        return RowIdentity.of(other);
    }

    private static FailureHit hit() {
        Page<HitRow> page = new Page<>(Samples.rows(Samples.DAY, 1), List.of(), 0, OptionalLong.of(1), null, false);
        return new HitMapper(Samples.SOURCE).map(page, Samples.DAY, 1).hits().getFirst();
    }
}
