package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.SimulatorCalls.HITS_7_8;
import static dev.stopcode.sandbox.api.SimulatorCalls.encode;
import static dev.stopcode.sandbox.api.SimulatorCalls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.sandbox.api.SimulatorConfig.Listen;
import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.Source;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevCenterSimulatorIT extends SimulatorFixture {

    private static final String HITS_10 = "/v1.0/my/analytics/driver/failurehits";
    private static final String HITS_OEM = "/v1.0/my/analytics/hardware/failurehits";

    private void start(UnaryOperator<SimulatorConfig> change) throws Exception {
        start(change.apply(config()));
    }

    private static String days(LocalDate from, LocalDate to) {
        return "?startDate=" + from + "&endDate=" + to;
    }

    private static String day(LocalDate day) {
        return days(day, day);
    }

    private Source source(String id) {
        return world.sources().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<HitRow> history(Source source, LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1))
                .flatMap(day -> world.rows(source, day, TODAY).stream())
                .toList();
    }

    private static long events(List<JsonNode> rows) {
        return rows.stream().mapToLong(row -> row.path("eventCount").asLong()).sum();
    }

    @Test
    void shouldGrantTokensAsTheDirectoryDoes() throws Exception {
        JsonNode granted = json(calls.requestToken(simulator.clientSecret()));
        HttpResponse<String> refused = calls.requestToken("wrong");

        assertThat(granted.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(granted.path("expires_in").isTextual()).isTrue();
        assertThat(granted.path("expires_in").asText()).isEqualTo("3600");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused).path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void shouldRefuseCallsWithoutAGoodToken() throws Exception {
        HttpResponse<String> unknown = new SimulatorCalls(simulator).get(HITS_7_8);
        start(config -> config.withLifetimes(Duration.ZERO, Duration.ofHours(1)));
        HttpResponse<String> expired = calls.get(HITS_7_8);

        assertThat(List.of(unknown, expired)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(json(response).path("code").asText()).isEqualTo("Unauthorized");
        });
    }

    @Test
    void shouldServeTheRowsOfADay() throws Exception {
        // Given
        List<HitRow> rows = world.rows(source("windows-7-8"), TODAY.minusDays(12), TODAY);

        // When
        JsonNode page = json(calls.get(HITS_7_8 + day(TODAY.minusDays(12))));

        // Then
        assertThat(page.path("TotalCount").asInt()).isEqualTo(rows.size());
        assertThat(page.has("@nextLink")).isFalse();
        assertThat(page.path("Value")).hasSameSizeAs(rows);
        JsonNode first = page.path("Value").get(0);
        assertThat(first.path("driverName").asText()).isEqualTo(rows.getFirst().driverName());
        assertThat(first.path("eventCount").toString())
                .isEqualTo(rows.getFirst().eventCount() + ".0");
        assertThat(first.properties())
                .extracting(Map.Entry::getKey)
                .contains("sellerId", "osName", "oemModel")
                .doesNotContain("applicationId", "moduleName", "submissionId");
    }

    @Test
    void shouldTakeDatesInBothForms() throws Exception {
        JsonNode iso = json(calls.get(HITS_7_8 + "?startDate=2026-11-02&endDate=2026-11-03"));
        JsonNode us = json(calls.get(HITS_7_8 + "?startDate=11/2/2026&endDate=11/3/2026"));

        assertThat(us.path("Value")).isEqualTo(iso.path("Value")).isNotEmpty();
    }

    @Test
    void shouldServeTheFieldsOfAnOem() throws Exception {
        JsonNode row = calls.rows(HITS_OEM + day(TODAY.minusDays(12))).getFirst();

        assertThat(row.properties())
                .extracting(Map.Entry::getKey)
                .contains("moduleName", "moduleVersion", "model", "baseboard", "modelFamily", "mode", "sellerId")
                .doesNotContain("driverName", "osName", "oemName");
    }

    @Test
    void shouldServeAnApplicationsRowsToThoseWhoNameIt() throws Exception {
        Source source = source("windows-10-b");

        List<JsonNode> rows =
                calls.rows(HITS_10 + day(TODAY.minusDays(9)) + "&applicationId=" + source.applicationId());

        assertThat(rows)
                .hasSameSizeAs(world.rows(source, TODAY.minusDays(9), TODAY))
                .allSatisfy(
                        row -> assertThat(row.path("applicationId").asText()).isEqualTo(source.applicationId()));
        assertThat(calls.get(HITS_10 + "?applicationId=1").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?top=10001",
                "?top=0",
                "?skip=-1",
                "?startDate=yesterday",
                "?startDate=2026-11-02&endDate=2026-11-01",
                "?filter=market+gt+%27US%27",
                "?orderby=color",
                "?groupby=color",
                "?aggregationLevel=year"
            })
    void shouldRefuseBadParametersInTheVendorsWords(String query) throws Exception {
        HttpResponse<String> response = calls.get(HITS_7_8 + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("code").asText()).isEqualTo("BadRequest");
        assertThat(json(response).path("innererror").path("code").asText()).isEqualTo("InvalidQueryParameters");
        assertThat(json(response).path("innererror").path("data")).hasSize(1);
    }

    @Test
    void shouldSayThatTopIsTooLarge() throws Exception {
        JsonNode error = json(calls.get(HITS_7_8 + "?top=10001"));

        assertThat(error.path("innererror").path("data").get(0).asText())
                .isEqualTo("top parameter cannot be more than 10000");
    }

    @Test
    void shouldRequireApplicationAndFailure() throws Exception {
        assertThat(calls.get(HITS_10).body()).contains("applicationId parameter is required");
        assertThat(calls.get("/v1.0/my/analytics/ihvdriver/failuredetails").body())
                .contains("failureHash parameter is required");
    }

    @ParameterizedTest
    @EnumSource(
            value = SimulatorConfig.NextLink.class,
            names = {"ABSOLUTE", "RELATIVE"})
    void shouldLeadThroughAllPages(SimulatorConfig.NextLink link) throws Exception {
        // Given
        start(config -> config.withPages(7, link));
        Source source = source("windows-7-8");

        // When
        String first = json(calls.get(HITS_7_8 + days(TODAY.minusDays(3), TODAY)))
                .path("@nextLink")
                .asText();
        List<JsonNode> rows = calls.rows(
                HITS_7_8 + days(TODAY.minusDays(3), TODAY) + "&filter=" + encode("market ne 'none of these'"));

        // Then
        assertThat(first).startsWith(link == SimulatorConfig.NextLink.ABSOLUTE ? simulator.api() + "/v1.0" : "/v1.0");
        assertThat(rows).doesNotHaveDuplicates().hasSameSizeAs(history(source, TODAY.minusDays(3), TODAY));
    }

    @Test
    void shouldPageBySkipWithoutLinks() throws Exception {
        // Given
        start(config -> config.withPages(10_000, SimulatorConfig.NextLink.NONE));
        List<JsonNode> rows = new ArrayList<>();

        // When
        JsonNode page = json(calls.get(HITS_7_8 + day(TODAY.minusDays(9)) + "&top=5"));
        while (!page.path("Value").isEmpty()) {
            assertThat(page.has("@nextLink")).isFalse();
            page.path("Value").forEach(rows::add);
            page = json(calls.get(HITS_7_8 + day(TODAY.minusDays(9)) + "&top=5&skip=" + rows.size()));
        }

        // Then
        assertThat(rows)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(world.rows(source("windows-7-8"), TODAY.minusDays(9), TODAY));
    }

    @Test
    void shouldFilterAndOrder() throws Exception {
        // When
        List<JsonNode> rows = calls.rows(HITS_7_8 + days(TODAY.minusDays(20), TODAY) + "&filter="
                + encode("market eq 'US' and osName ne 'Windows 7'") + "&orderby="
                + encode("driverName desc,eventCount"));

        // Then
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("market").asText()).isEqualTo("US");
            assertThat(row.path("osName").asText()).isNotEqualTo("Windows 7");
        });
        assertThat(rows)
                .extracting(row -> row.path("driverName").asText())
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void shouldGroup() throws Exception {
        // Given
        Source source = source("windows-10-a");
        Map<String, Long> expected = history(source, TODAY.minusDays(5), TODAY).stream()
                .collect(Collectors.groupingBy(
                        row -> row.date() + " " + row.driverName(), Collectors.summingLong(HitRow::eventCount)));

        // When
        List<JsonNode> rows = calls.rows(HITS_10 + days(TODAY.minusDays(5), TODAY)
                + "&groupby=driverName&applicationId=" + source.applicationId());

        // Then
        assertThat(rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.path("date").asText() + " "
                                        + row.path("driverName").asText(),
                                row -> row.path("eventCount").asLong())))
                .isEqualTo(expected);
        assertThat(rows.getFirst().properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("date", "applicationId", "driverName", "eventCount");
    }

    @ParameterizedTest
    @CsvSource({"week,2026-11-02,2026-11-15,2026-11-02 2026-11-09", "month,2026-10-01,2026-11-10,2026-10-01 2026-11-01"
    })
    void shouldCountWeeksAndMonths(String level, LocalDate from, LocalDate to, String firstDays) throws Exception {
        List<JsonNode> rows = calls.rows(HITS_7_8 + days(from, to) + "&aggregationLevel=" + level);

        assertThat(rows).extracting(row -> row.path("date").asText()).containsOnly(firstDays.split(" ", -1));
        assertThat(events(rows))
                .isEqualTo(history(source("windows-7-8"), from, to).stream()
                        .mapToLong(HitRow::eventCount)
                        .sum());
    }

    @Test
    void shouldRestateWhatItServedWhenItsClockMovesOn() throws Exception {
        // Given
        long before = events(calls.rows(HITS_7_8 + days(TODAY.minusDays(1), TODAY)));

        // When
        simulator.advance(Period.ofDays(1));
        HttpResponse<String> moved = calls.post("/sandbox/clock?advance=P2D", "");

        // Then
        assertThat(json(moved).path("today").asText())
                .isEqualTo(TODAY.plusDays(3).toString());
        assertThat(LocalDate.ofInstant(
                        simulator.clock().instant(), simulator.clock().getZone()))
                .isEqualTo(TODAY.plusDays(3));
        assertThat(events(calls.rows(HITS_7_8 + days(TODAY.minusDays(1), TODAY))))
                .isGreaterThan(before);
        assertThat(calls.rows(HITS_7_8 + day(TODAY.plusDays(2)))).isNotEmpty();
        assertThat(calls.post("/sandbox/clock?advance=soon", "").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldTellTheSingleEventsOfAFailure() throws Exception {
        // Given
        PlantedRegression planted = recent();

        // When
        List<JsonNode> rows = calls.rows(details(planted));

        // Then
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("failureHash").asText()).isEqualTo(planted.failureHash());
            assertThat(row.path("date").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        });
        assertThat(rows)
                .filteredOn(row -> row.hasNonNull("cabIdHash"))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(row -> {
                    assertThat(row.path("cabType").asText()).isIn("MINI", "kernel", "FULL");
                    assertThat(row.path("cabExpirationTime").asText())
                            .isGreaterThan(row.path("date").asText());
                });
    }

    private PlantedRegression recent() {
        return world.truth().stream()
                .filter(planted -> planted.startDate().isAfter(TODAY.minusDays(25)))
                .findFirst()
                .orElseThrow();
    }

    private String prefix(PlantedRegression planted) {
        return source(planted.source()).flavour().path();
    }

    private String application(PlantedRegression planted) {
        String application = source(planted.source()).applicationId();
        return application == null ? "" : "&applicationId=" + application;
    }

    private String details(PlantedRegression planted) {
        return prefix(planted) + "/failuredetails?failureHash=" + planted.failureHash() + application(planted);
    }

    private String cabId(PlantedRegression planted) throws IOException, InterruptedException {
        return calls.rows(details(planted)).stream()
                .filter(row -> row.hasNonNull("cabIdHash"))
                .map(row -> row.path("cabIdHash").asText())
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> askForCab(PlantedRegression planted, String id)
            throws IOException, InterruptedException {
        return calls.get(prefix(planted) + "/cabdownload?cabIdHash=" + id + application(planted));
    }

    private URI cabLink() throws IOException, InterruptedException {
        HttpResponse<String> redirect = askForCab(recent(), cabId(recent()));
        assertThat(redirect.statusCode()).isEqualTo(302);
        return URI.create(redirect.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void shouldRedirectToTheDumpOnAnotherHost() throws Exception {
        // When
        URI link = cabLink();
        HttpResponse<byte[]> cab = calls.download(link);

        // Then
        assertThat(link.getAuthority())
                .isEqualTo(simulator.blobHost())
                .isNotEqualTo(simulator.api().getAuthority());
        assertThat(cab.statusCode()).isEqualTo(200);
        assertThat(cab.headers().firstValueAsLong("Content-Length")).hasValue(cab.body().length);
        assertThat(cab.body()).isEqualTo(world.cabBytes(cabId(recent()), TODAY).orElseThrow());
        assertThat(simulator.blobSawToken()).isFalse();
    }

    @Test
    void shouldNoticeATokenSentToTheOtherHost() throws Exception {
        assertThat(calls.downloadWithToken(cabLink()).statusCode()).isEqualTo(400);
        assertThat(simulator.blobSawToken()).isTrue();
    }

    @Test
    void shouldRefuseForgedAndExpiredLinks() throws Exception {
        // Given
        URI forged = URI.create(cabLink().toString().replace("sig=", "sig=A"));
        start(config -> config.withLifetimes(Duration.ofHours(1), Duration.ofSeconds(-1)));
        URI expired = cabLink();

        // When / Then
        for (URI link : List.of(forged, expired)) {
            HttpResponse<byte[]> response = calls.download(link);
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(new String(response.body(), StandardCharsets.UTF_8))
                    .contains("<Code>AuthenticationFailed</Code>");
        }
    }

    @Test
    void shouldNotFindUnknownAndExpiredDumps() throws Exception {
        // Given
        String id = cabId(recent());

        // When
        HttpResponse<String> unknown = askForCab(recent(), "0d901479-bf1f-b842-76f2-3db7e4feaedd");
        simulator.advance(Period.ofDays(60));
        HttpResponse<String> expired = askForCab(recent(), id);

        // Then
        assertThat(List.of(unknown, expired)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(json(response).path("innererror").path("code").asText()).isEqualTo("EntityNotFound");
        });
    }

    @Test
    void shouldCountRequests() throws Exception {
        calls.get(HITS_7_8);
        calls.get(HITS_7_8 + "?top=0");

        assertThat(simulator.requests()).containsEntry(HITS_7_8, 2);
        assertThat(simulator.requests("oauth2/token")).isEqualTo(1);
    }

    @Test
    void shouldTellOfEachRequest() throws Exception {
        // Given
        List<String> told = new CopyOnWriteArrayList<>();
        simulator.onRequest(told::add);

        // When
        calls.get(HITS_7_8);

        // Then
        assertThat(told).containsExactly(HITS_7_8);
    }

    @Test
    void shouldServeRowsFromFiles(@TempDir Path directory) throws Exception {
        // Given
        Files.writeString(directory.resolve("page.json"), """
                {"Value": [{"date": "2017-02-26", "driverName": "a.sys", "market": "US", "eventCount": 1.0, "novel": 7},
                           {"date": "2017-02-26", "driverName": "b.sys", "market": "DE", "eventCount": "abc"}]}""");
        ReplayRows replay = ReplayRows.of(directory);
        simulator = DevCenterSimulator.start(vertx, SimulatorConfig.of(replay)).await();
        calls = new SimulatorCalls(simulator).authorized();

        // When
        List<JsonNode> all = calls.rows(HITS_7_8);
        List<JsonNode> some = calls.rows(HITS_7_8 + "?filter=" + encode("market eq 'US'"));

        // Then
        assertThat(all).hasSize(2);
        assertThat(all.getLast().path("eventCount").asText()).isEqualTo("abc");
        assertThat(some)
                .singleElement()
                .satisfies(row -> assertThat(row.path("novel").asInt()).isEqualTo(7));
        assertThat(calls.rows(HITS_OEM)).isEmpty();
    }

    @Test
    void shouldFailToStartOnATakenPort() {
        int taken = simulator.api().getPort();

        assertThatThrownBy(() -> DevCenterSimulator.start(
                                vertx,
                                SimulatorConfig.of(FailureSource.of(world)).at(new Listen("127.0.0.1", taken, 0)))
                        .await())
                .hasMessageContaining("in use");
        assertThat(Objects.requireNonNull(simulator.api().getHost())).isEqualTo("127.0.0.1");
    }

    @Test
    void shouldBeFoundByTheNameThatItWasGiven() {
        // When
        DevCenterSimulator named = DevCenterSimulator.start(
                        vertx, SimulatorConfig.of(FailureSource.of(world)).at(new Listen("localhost", 0, 0)))
                .await();

        // Then
        assertThat(named.settings())
                .containsEntry(
                        "devcenter.api", "http://localhost:" + named.api().getPort())
                .hasEntrySatisfying(
                        "devcenter.link.hosts", hosts -> assertThat(hosts).startsWith("localhost:"));
        named.close().await();
    }

    @Test
    void shouldFailToStartAtANameOfAnotherMachine() {
        assertThatThrownBy(() -> DevCenterSimulator.start(
                                vertx,
                                SimulatorConfig.of(FailureSource.of(world)).at(new Listen("simulator.invalid", 0, 0)))
                        .await())
                .isInstanceOf(UnknownHostException.class);
    }
}
