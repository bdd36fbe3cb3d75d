package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.SimulatorCalls.HITS_7_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.world.Crash;
import dev.stopcode.sandbox.world.FailureHash;
import dev.stopcode.sandbox.world.Source;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowFaultsIT extends SimulatorFixture {

    private static final LocalDate DAY = TODAY.minusDays(20);
    private static final String DAYS_ROWS = HITS_7_8 + "?startDate=" + DAY + "&endDate=" + DAY;
    private static final String DETAILS = "/v1.0/my/analytics/ihvdriver/failuredetails?failureHash=";

    /** Details of the first failure of the day, from its day on. */
    private List<JsonNode> details() throws Exception {
        return calls.rows(DETAILS + failureHash() + "&startDate=" + DAY);
    }

    private Source old() {
        return world.sources().stream()
                .filter(source -> source.flavour() == Flavour.WINDOWS_7_8)
                .findFirst()
                .orElseThrow();
    }

    private String failureHash() throws Exception {
        return calls.rows(DAYS_ROWS).getFirst().path("failureHash").asText();
    }

    @Test
    void shouldShowARowTwice() throws Exception {
        List<JsonNode> rows = calls.rows(DAYS_ROWS);
        simulator.faults().inject(new Fault.DuplicateRow());

        List<JsonNode> doubled = calls.rows(DAYS_ROWS);

        assertThat(doubled).hasSize(rows.size() + 1);
        assertThat(new HashSet<>(doubled)).isEqualTo(new HashSet<>(rows));
    }

    @Test
    void shouldShowFieldsWithoutValueOrNotAtAll() throws Exception {
        simulator.faults().inject(new Fault.NullField("market"));
        simulator
                .faults()
                .inject(Injection.of(new Fault.MissingField("deviceCount")).on("failurehits"));
        simulator
                .faults()
                .inject(Injection.of(new Fault.MissingField("clientDeviceId")).on("failuredetails"));

        List<JsonNode> hits = calls.rows(DAYS_ROWS);

        assertThat(hits).isNotEmpty().allSatisfy(row -> {
            assertThat(row.has("market")).isTrue();
            assertThat(row.path("market").isNull()).isTrue();
            assertThat(row.has("deviceCount")).isFalse();
        });
        assertThat(details()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("market").isNull()).isTrue();
            assertThat(row.has("clientDeviceId")).isFalse();
        });
    }

    @Test
    void shouldShowHashesThatAreNotTheNamesAndKnowThem() throws Exception {
        // Given
        String hash = failureHash();
        List<JsonNode> known = details();

        // When
        simulator.faults().inject(new Fault.PlaceholderHashes());
        List<JsonNode> again = details();

        // Then
        assertThat(failureHash()).isEqualTo(FailureHash.placeholder(hash)).isNotEqualTo(hash);
        assertThat(again).hasSameSizeAs(known).allSatisfy(row -> {
            assertThat(row.path("failureHash").asText()).isNotEqualTo(hash);
            assertThat(row.path("failureHash").asText())
                    .isNotEqualTo(FailureHash.of(row.path("failureName").asText()));
        });
    }

    @Test
    void shouldWriteTimesOfDumpsAsDocumented() throws Exception {
        String hash = world.crashes(old(), TODAY.minusDays(3), TODAY)
                .map(Crash::event)
                .filter(event -> event.cabIdHash() != null)
                .map(event -> String.valueOf(event.failureHash()))
                .findFirst()
                .orElseThrow();
        simulator.faults().inject(new Fault.IsoTimes());

        assertThat(calls.rows(DETAILS + hash))
                .filteredOn(row -> row.hasNonNull("cabIdHash"))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.path("cabExpirationTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z"));
    }

    @Test
    void shouldPutAMalformedRowAmongDetails() throws Exception {
        List<JsonNode> good = details();
        simulator.faults().inject(Injection.of(new Fault.MalformedRow(DAY)).on("failuredetails"));

        assertThat(details())
                .hasSize(good.size() + 1)
                .filteredOn(row -> row.path("date").asText().equals("abc"))
                .hasSize(1);
    }

    @Test
    void shouldRestateADayThatHadLongSettled() throws Exception {
        // Given
        long settled = events();
        simulator.faults().inject(new Fault.LateRestatement(DAY, TODAY.plusDays(2)));
        String report = ReportCalls.template("IHVDriver", List.of("FailureDate"), "Last30Days", """
                , "condition": {"and": [
                    {"attribute": "FailureDate", "operator": "eq", "value": "%s"},
                    {"attribute": "OSName", "operator": "in", "value": "Windows 7, Windows 8, Windows 8.1"}]}
                """.formatted(DAY));

        // When
        long held = events();
        int heldInReport = reports.rowsOf(report).size();
        int heldDetails = details().size();
        simulator.advance(Period.ofDays(2));
        long late = events();
        int lateInReport = reports.rowsOf(report).size();
        int lateDetails = details().size();

        // Then
        assertThat(held).isLessThan(settled).isEqualTo(heldInReport).isPositive();
        assertThat(late).isEqualTo(settled).isEqualTo(lateInReport);
        assertThat(heldDetails).isLessThanOrEqualTo(lateDetails);
    }

    private long events() throws Exception {
        return calls.rows(DAYS_ROWS).stream()
                .mapToLong(row -> row.path("eventCount").asLong())
                .sum();
    }
}
