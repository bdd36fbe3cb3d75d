package dev.stopcode.producer.hits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.producer.Samples;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.HarvestMark;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
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

    private static FailureHit hit() {
        Page<HitRow> page = new Page<>(Samples.rows(Samples.DAY, 1), List.of(), 0, OptionalLong.of(1), null, false);
        return new HitMapper(Samples.SOURCE).map(page, Samples.DAY, 1).hits().getFirst();
    }
}
