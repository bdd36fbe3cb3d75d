package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.ReportCalls.COMMON;
import static dev.stopcode.sandbox.api.ReportCalls.template;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.Source;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportRowsIT extends SimulatorFixture {

    private static final List<String> IHV =
            and(COMMON, "ReportId", "FailureDate", "ApplicationId", "SubmissionId", "OSName", "OEMName", "OEMModel");
    private static final List<String> OEM =
            and(COMMON, "ReportId", "FailureDate", "Mode", "Model", "Baseboard", "ModelFamily");

    /** What rows of failurehits and of reports have in common, by the names of both. */
    private static final Map<String, String> SHARED = Stream.of(
                    "failureName=FailureName failureHash=FailureHash symbol=Symbol osVersion=OSVersion eventType=EventType",
                    "market=Market deviceType=DeviceType architecture=Architecture flightRing=FlightRing",
                    "driverName=DriverName driverVersion=DriverVersion moduleName=DriverName moduleVersion=DriverVersion",
                    "applicationId=ApplicationId submissionId=SubmissionId osName=OSName oemName=OEMName oemModel=OEMModel",
                    "mode=Mode model=Model baseboard=Baseboard modelFamily=ModelFamily")
            .flatMap(line -> Stream.of(line.split(" ", -1)))
            .map(pair -> pair.split("=", -1))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    private static List<String> and(List<String> columns, String... more) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    private static List<String> columns(String view) {
        return view.equals("IHVDriver") ? IHV : OEM;
    }

    /** The aggregated rows of a view's sources on the simulator's current date. */
    private List<JsonNode> hits(String view, LocalDate from, LocalDate to) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        for (Source source : world.sources()) {
            if ((source.flavour() == Flavour.OEM) == view.equals("OEMDriver")) {
                rows.addAll(calls.rows(source.flavour().path() + "/failurehits?startDate=" + from + "&endDate=" + to
                        + (source.applicationId() == null ? "" : "&applicationId=" + source.applicationId())));
            }
        }
        return rows;
    }

    /** Day and dimensions of an aggregated row, by the report's names. */
    private static Map<String, String> dimensions(JsonNode hit) {
        Map<String, String> dimensions = new HashMap<>();
        dimensions.put("day", hit.path("date").asText());
        SHARED.forEach((field, column) -> {
            if (hit.has(field)) {
                dimensions.put(column, hit.path(field).asText());
            }
        });
        return dimensions;
    }

    private static Map<String, String> dimensions(Map<String, String> event) {
        Map<String, String> dimensions = new HashMap<>();
        dimensions.put("day", day(event).toString());
        event.forEach((column, value) -> {
            if (SHARED.containsValue(column) && !value.isEmpty()) {
                dimensions.put(column, value);
            }
        });
        return dimensions;
    }

    private static LocalDate day(Map<String, String> event) {
        return LocalDate.parse(
                Objects.requireNonNull(event.get("FailureDateTime")).substring(0, 10));
    }

    private static List<String> identity(Map<String, String> event) {
        return Stream.of("FailureDateTime", "FailureHash", "DeviceId", "CabIdHash")
                .map(column -> Objects.requireNonNull(event.get(column)))
                .toList();
    }

    private static Set<List<String>> identities(List<Map<String, String>> rows) {
        return rows.stream().map(ReportRowsIT::identity).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"IHVDriver,0", "IHVDriver,1", "IHVDriver,6", "OEMDriver,0", "OEMDriver,3"})
    void shouldCountWhatFailureHitsCountsOnTheSameDate(String view, int daysLater) throws Exception {
        // Given
        simulator.advance(Period.ofDays(daysLater));
        LocalDate today = TODAY.plusDays(daysLater);

        // When
        List<Map<String, String>> events = reports.rowsOf(template(view, columns(view), "Last15Days"));

        // Then
        Map<Map<String, String>, Long> counted = hits(view, today.minusDays(15), today.minusDays(1)).stream()
                .collect(groupingBy(
                        ReportRowsIT::dimensions,
                        summingLong(row -> row.path("eventCount").asLong())));
        assertThat(events.stream().collect(groupingBy(ReportRowsIT::dimensions, counting())))
                .isEqualTo(counted)
                .isNotEmpty();
        assertThat(identities(events)).hasSameSizeAs(events);
        assertThat(events).allSatisfy(event -> assertThat(event).containsEntry("EventCount", "1"));
    }

    @Test
    void shouldCountAsOfTheDayOfTheRunHoweverLateTheFileIsFetched() throws Exception {
        // Given
        URI link = reports.run(template("OEMDriver", OEM, "Last3Days"));
        List<Map<String, String>> early = reports.rows(link);

        // When
        simulator.advance(Duration.ofHours(11));
        LocalDate today = LocalDate.ofInstant(reports.now(), simulator.clock().getZone());
        List<Map<String, String>> late = reports.rows(link);
        List<Map<String, String>> next = reports.rowsOf(template("OEMDriver", OEM, "Last3Days"));

        // Then
        assertThat(today).isEqualTo(TODAY);
        assertThat(late).isEqualTo(early);
        assertThat(next.stream().map(ReportRowsIT::identity).toList())
                .isEqualTo(early.stream().map(ReportRowsIT::identity).toList());
    }

    @Test
    void shouldShowTheSameEventsInOverlappingWindows() throws Exception {
        // Given
        List<Map<String, String>> early = reports.rowsOf(template("IHVDriver", IHV, "Last10Days"));

        // When
        simulator.advance(Period.ofDays(4));
        List<Map<String, String>> late = reports.rowsOf(template("IHVDriver", IHV, "Last15Days"));

        // Then
        Set<List<String>> seenLater = identities(late);
        Set<List<String>> gone = new HashSet<>(identities(early));
        gone.removeAll(seenLater);
        assertThat(gone).as("taken back").hasSizeLessThan(early.size() / 20);
        assertThat(late.stream().map(ReportRowsIT::day)).contains(TODAY, TODAY.minusDays(1));
        Map<List<String>, Map<String, String>> byIdentity =
                late.stream().collect(Collectors.toMap(ReportRowsIT::identity, row -> row));
        assertThat(early).filteredOn(row -> seenLater.contains(identity(row))).allSatisfy(row -> {
            Map<String, String> again = new HashMap<>(Objects.requireNonNull(byIdentity.get(identity(row))));
            if ("Unknown".equals(row.get("Market"))) {
                again.put("Market", "Unknown");
            }
            again.put("ReportId", Objects.requireNonNull(row.get("ReportId")));
            assertThat(again).isEqualTo(row);
        });
    }

    @Test
    void shouldShowTheEventsThatFailureDetailsShows() throws Exception {
        // Given
        PlantedRegression planted = world.truth().stream()
                .filter(each -> each.startDate().isAfter(TODAY.minusDays(25)))
                .findFirst()
                .orElseThrow();
        Source source = world.sources().stream()
                .filter(each -> each.id().equals(planted.source()))
                .findFirst()
                .orElseThrow();
        String view = source.flavour() == Flavour.OEM ? "OEMDriver" : "IHVDriver";
        LocalDate yesterday = TODAY.minusDays(1);

        // When
        List<JsonNode> details = calls.rows(source.flavour().path() + "/failuredetails?failureHash="
                + planted.failureHash() + "&startDate=" + TODAY.minusDays(15) + "&endDate=" + yesterday
                + (source.applicationId() == null ? "" : "&applicationId=" + source.applicationId()));
        List<Map<String, String>> events = reports.rowsOf(
                template(view, columns(view), "Last15Days", """
                , "condition": {"and": [
                    {"attribute": "FailureHash", "operator": "eq", "value": "%s"},
                    {"attribute": "DriverName", "operator": "eq", "value": "%s"}]}
                """.formatted(planted.failureHash(), planted.driver())));

        // Then
        assertThat(events.stream().map(event -> event.get("FailureDateTime") + " " + event.get("CabIdHash")))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(details.stream()
                        .map(row -> row.path("date").asText() + " "
                                + row.path("cabIdHash").asText("").replace("null", ""))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"Yesterday,1", "Last3Days,3", "last7days,7", "Last30Days,30", "Last90Days,90"})
    void shouldLookBackOnWholeDaysBeforeTheRun(String period, int days) throws Exception {
        simulator.advance(Period.ofDays(1));

        List<Map<String, String>> rows =
                reports.rowsOf(template("IHVDriver", List.of("FailureDateTime", "FailureDate"), period));

        Set<LocalDate> seen = rows.stream().map(ReportRowsIT::day).collect(Collectors.toSet());
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        TODAY.minusDays(days - 1).datesUntil(TODAY.plusDays(1)).toList());
        assertThat(rows).allSatisfy(row -> {
            String[] parts = day(row).toString().split("-", -1);
            assertThat(row).containsEntry("FailureDate", parts[1] + parts[2] + parts[0].substring(2));
        });
    }

    @Test
    void shouldTellApplicationsAndOlderDriversApart() throws Exception {
        List<Map<String, String>> rows = reports.rowsOf(template("IHVDriver", IHV, "Last7Days"));

        assertThat(rows.stream().map(row -> row.get("ApplicationId")).distinct())
                .containsExactlyInAnyOrderElementsOf(world.sources().stream()
                        .filter(source -> source.flavour() != Flavour.OEM)
                        .map(source -> Objects.requireNonNullElse(source.applicationId(), ""))
                        .toList());
        assertThat(rows)
                .filteredOn(row -> "".equals(row.get("ApplicationId")))
                .allSatisfy(row -> assertThat(row.get("OSName")).matches("Windows [78].*"));
    }

    @Test
    void shouldShowTheColumnsInTheAskedOrder() throws Exception {
        assertThat(reports.rowsOf(template("IHVDriver", List.of("market", " DRIVERNAME ", "EventCount"), "Yesterday"))
                        .getFirst()
                        .keySet())
                .containsExactly("Market", "DriverName", "EventCount");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'and': [{'attribute': 'Market', 'operator': 'EQ', 'value': 'US'}]}",
                "{'or': [{'attribute': 'Market', 'operator': 'IN', 'value': 'US, DE'}], 'and': []}",
                "{'or': [{'attribute': 'Market', 'operator': 'in', 'value': ['US', 'DE']}]}",
                "{'and': [{'attribute': 'Market', 'operator': 'NEQ', 'value': 'CN'}, "
                        + "{'condition': {'or': [{'attribute': 'Market', 'operator': 'LIKE', 'value': 'U_'}, "
                        + "{'attribute': 'market', 'operator': 'like', 'value': '%E'}]}}]}",
                "{'and': [{'attribute': 'Market', 'operator': 'GTE', 'value': 'DE'}, "
                        + "{'attribute': 'Market', 'operator': 'LT', 'value': 'ZZ'}, "
                        + "{'attribute': 'EventCount', 'operator': 'LTE', 'value': '1.0'}]}"
            })
    void shouldHonourConditions(String condition) throws Exception {
        List<Map<String, String>> rows = reports.rowsOf(template(
                "IHVDriver", List.of("Market"), "Last30Days", ", \"condition\": " + condition.replace('\'', '"')));

        assertThat(rows.stream().map(row -> row.get("Market")).distinct())
                .contains("US")
                .doesNotContain("CN", "AU")
                .allSatisfy(market -> assertThat(market).matches("[A-Z]{2}|Unknown"));
    }

    @Test
    void shouldCompareDates() throws Exception {
        List<Map<String, String>> rows =
                reports.rowsOf(template("OEMDriver", List.of("FailureDateTime"), "Last30Days", """
                        , "condition": {"and": [
                            {"attribute": "FailureDate", "operator": "gte", "value": "111526"},
                            {"attribute": "FailureDateTime", "operator": "lt", "value": "2026-11-17T00:00:00Z"}]}
                        """));

        assertThat(rows.stream().map(ReportRowsIT::day).distinct())
                .containsExactly(LocalDate.of(2026, 11, 15), LocalDate.of(2026, 11, 16));
    }

    @Test
    void shouldAggregate() throws Exception {
        // Given
        List<Map<String, String>> events = reports.rowsOf(template("IHVDriver", IHV, "Last7Days"));

        // When
        List<Map<String, String>> groups =
                reports.rowsOf(template("IHVDriver", List.of("DriverName"), "Last7Days", """
                        , "aggregation": {
                            "aggregatedColumns": ["sum(EventCount)", "DCOUNT(DeviceId)", "COUNT(CabIdHash)",
                                "MAX(FailureDateTime)", "MIN(FailureDateTime)", "AVG(EventCount)"],
                            "condition": {"or": [{"attribute": "SUM(EventCount)", "operator": "gt", "value": "9"}]}},
                        "orderby": [{"attribute": "DCOUNT(DeviceId)", "sort": "DESC"}, {"attribute": "DriverName"}],
                        "limit": 5
                        """));

        // Then
        Map<String, List<Map<String, String>>> byDriver =
                events.stream().collect(groupingBy(event -> Objects.requireNonNull(event.get("DriverName"))));
        assertThat(groups).hasSize(5).allSatisfy(group -> {
            List<Map<String, String>> own = Objects.requireNonNull(byDriver.get(group.get("DriverName")));
            assertThat(group)
                    .containsEntry("SUM(EventCount)", String.valueOf(own.size()))
                    .containsEntry("DCOUNT(DeviceId)", String.valueOf(distinct(own, "DeviceId")))
                    .containsEntry(
                            "COUNT(CabIdHash)",
                            String.valueOf(own.stream()
                                    .filter(row -> !"".equals(row.get("CabIdHash")))
                                    .count()))
                    .containsEntry("AVG(EventCount)", "1");
            assertThat(own.stream().map(row -> String.valueOf(row.get("FailureDateTime"))))
                    .contains(group.get("MAX(FailureDateTime)"), group.get("MIN(FailureDateTime)"))
                    .allMatch(time -> time.compareTo(String.valueOf(group.get("MAX(FailureDateTime)"))) <= 0);
        });
        assertThat(groups)
                .extracting(group -> -Integer.parseInt(String.valueOf(group.get("DCOUNT(DeviceId)"))))
                .isSorted();
    }

    private static long distinct(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> row.get(column)).distinct().count();
    }

    @Test
    void shouldOrderByColumnsThatItDoesNotShow() throws Exception {
        List<Map<String, String>> all =
                reports.rowsOf(template("OEMDriver", List.of("DeviceId", "FailureDateTime"), "Last30Days"));

        List<Map<String, String>> latest =
                reports.rowsOf(template("OEMDriver", List.of("DeviceId"), "Last30Days", """
                , "orderby": [{"attribute": "FailureDateTime", "sort": "desc"}], "limit": "20"
                """));

        assertThat(latest.stream().map(row -> row.get("DeviceId")))
                .containsExactlyElementsOf(all.stream()
                        .sorted(Comparator.comparing(
                                (Map<String, String> row) -> String.valueOf(row.get("FailureDateTime")),
                                Comparator.reverseOrder()))
                        .limit(20)
                        .map(row -> row.get("DeviceId"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'condition': {'and': [{'attribute': 'Color', 'operator': 'eq', 'value': '1'}]}",
                "'condition': {'and': [{'attribute': 'Market', 'operator': 'is', 'value': '1'}]}",
                "'condition': {'and': [{'attribute': 'Market', 'operator': 'eq'}]}",
                "'condition': {'and': [{'attribute': 'EventCount', 'operator': 'gt', 'value': 'many'}]}",
                "'condition': 'Market eq US'",
                "'aggregation': {'aggregatedColumns': ['MEDIAN(EventCount)']}",
                "'aggregation': {'aggregatedColumns': ['SUM(Market)']}",
                "'aggregation': {'aggregatedColumns': ['SUM(Color)']}",
                "'aggregation': {'aggregatedColumns': ['EventCount']}",
                "'aggregation': {'aggregatedColumns': ['SUM(EventCount)'], 'condition': "
                        + "{'or': [{'attribute': 'DeviceId', 'operator': 'eq', 'value': '1'}]}}",
                "'aggregation': {'aggregatedColumns': ['SUM(EventCount)']}, 'orderby': [{'attribute': 'DeviceId'}]",
                "'orderby': [{'attribute': 'Color'}]",
                "'orderby': [{'attribute': 'Market', 'sort': 'sideways'}]",
                "'limit': -1",
                "'limit': 'few'"
            })
    void shouldRefuseTemplatesThatItCannotServe(String part) throws IOException, InterruptedException {
        String template = template("IHVDriver", List.of("Market"), "Yesterday", ", " + part.replace('\'', '"'));

        assertThat(calls.submit(ReportCalls.PREFIX + "reporttemplate", template).statusCode())
                .isEqualTo(400);
    }
}
