package dev.stopcode.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stopcode.devcenter.Flavour;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupingTest {

    private static final List<ServedRow> MANY_FAILURES =
            IntStream.rangeClosed(1, 1200).mapToObj(GroupingTest::row).toList();

    private static ServedRow row(int number) {
        return new JsonRow(
                LocalDate.of(2026, 11, 18),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("date", "2026-11-18")
                        .put("failureHash", "h" + number)
                        .put("eventCount", (double) number));
    }

    private static List<ServedRow> grouped(String level) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap()
                .add("aggregationLevel", level)
                .add("groupby", "failureHash");
        return Objects.requireNonNull(Grouping.of(Flavour.OEM, parameters)).apply(MANY_FAILURES);
    }

    @Test
    void shouldShowTheThousandMostFrequentFailuresOfAWeek() {
        assertThat(grouped("week"))
                .hasSize(1000)
                .allSatisfy(row -> assertThat(row.eventCount()).isGreaterThan(200))
                .allSatisfy(row -> assertThat(row.text("date")).isEqualTo("2026-11-16"));
    }

    @Test
    void shouldShowAllFailuresOfADay() {
        assertThat(grouped("day")).hasSize(1200);
    }

    @Test
    void shouldLeaveRowsAloneUnlessAskedTo() {
        assertThat(Grouping.of(Flavour.OEM, MultiMap.caseInsensitiveMultiMap())).isNull();
    }
}
