package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.ReportCalls.PREFIX;
import static dev.stopcode.sandbox.api.ReportCalls.data;
import static dev.stopcode.sandbox.api.ReportCalls.location;
import static dev.stopcode.sandbox.api.ReportCalls.schedule;
import static dev.stopcode.sandbox.api.ReportCalls.template;
import static dev.stopcode.sandbox.api.SimulatorCalls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportLifeIT extends SimulatorFixture {

    private static final String DRIVERS = template("IHVDriver", List.of("DriverName", "EventCount"), "Yesterday");

    private long daily(Instant start, int times) throws IOException, InterruptedException {
        return reports.createReport(schedule(reports.createTemplate(DRIVERS), start, 24, times));
    }

    private List<String> statuses(long report) throws IOException, InterruptedException {
        return reports.runs(report).stream()
                .map(run -> run.path("ReportStatus").asText())
                .toList();
    }

    private List<String> times(long report) throws IOException, InterruptedException {
        return reports.runs(report).stream()
                .map(run -> run.path("ReportDatetime").asText())
                .toList();
    }

    @Test
    void shouldKeepTemplates() throws Exception {
        // Given
        long id = reports.createTemplate(DRIVERS);
        String other = template("OEMDriver", List.of("Model"), "Last7Days");
        reports.createTemplate(DRIVERS);

        // When
        simulator.advance(Duration.ofHours(1));
        HttpResponse<String> edited = calls.submit(PREFIX + "reporttemplate/" + id, other);

        // Then
        assertThat(edited.statusCode()).isEqualTo(201);
        JsonNode seen = json(calls.get(PREFIX + "reporttemplate/" + id));
        assertThat(seen.path("errors")).isEmpty();
        assertThat(seen.path("data").path("template").asText()).contains("OEMDriver");
        assertThat(seen.path("data").path("createdDatetime").asText()).isEqualTo("2026-11-21T12:00:00.000");
        assertThat(seen.path("data").path("modifiedDatetime").asText()).isEqualTo("2026-11-21T13:00:00.000");
        assertThat(data(calls.get(PREFIX + "reporttemplate")))
                .extracting(template -> template.path("templateId").asLong())
                .containsExactly(id, id + 1);
    }

    @Test
    void shouldGoThroughTheStatesOfARun() throws Exception {
        // Given
        long report = daily(reports.now().plus(Duration.ofHours(1)), 1);

        // When / Then
        assertThat(statuses(report)).isEmpty();
        simulator.advance(Duration.ofHours(1));
        assertThat(statuses(report)).containsExactly("Pending");
        assertThat(location(reports.runs(report).getFirst()).toString()).isEmpty();
        simulator.advance(Duration.ofSeconds(1));
        assertThat(statuses(report)).containsExactly("In Progress");
        simulator.advance(Duration.ofSeconds(2));
        assertThat(statuses(report)).containsExactly("Completed");
        assertThat(reports.rows(location(reports.runs(report).getFirst()))).isNotEmpty();
    }

    @Test
    void shouldRunAsOftenAsPlanned() throws Exception {
        // Given
        long report = daily(Instant.parse("2026-11-22T06:00:00Z"), 3);

        // When
        simulator.advance(Period.ofDays(10));

        // Then
        assertThat(times(report)).containsExactly("2026-11-22T06:00:00", "2026-11-23T06:00:00", "2026-11-24T06:00:00");
        assertThat(data(calls.get(PREFIX + "reportdata/" + report + "?startDate=2026-11-23&endDate=2026-11-23")))
                .extracting(run -> run.path("ReportDatetime").asText())
                .containsExactly("2026-11-23T06:00:00");
    }

    @Test
    void shouldRunAtOnceWhenItsStartHasPassed() throws Exception {
        // Given
        long report = daily(Instant.parse("2018-07-24T06:00:00Z"), 2);

        // When
        simulator.advance(Period.ofDays(3));

        // Then
        assertThat(times(report)).containsExactly("2026-11-21T12:00:00", "2026-11-22T06:00:00");
    }

    @Test
    void shouldNotRunWhilePaused() throws Exception {
        // Given
        long report = daily(Instant.parse("2026-11-22T06:00:00Z"), 100);
        simulator.advance(Period.ofDays(1));

        // When
        HttpResponse<String> paused = calls.submit(PREFIX + "report/pause/" + report, "");
        simulator.advance(Period.ofDays(3));
        boolean active =
                data(calls.get(PREFIX + "report")).getFirst().path("isActive").asBoolean();
        calls.submit(PREFIX + "report/resume/" + report, "");
        simulator.advance(Period.ofDays(1));

        // Then
        assertThat(paused.statusCode()).isEqualTo(201);
        assertThat(active).isFalse();
        assertThat(times(report)).containsExactly("2026-11-22T06:00:00", "2026-11-26T06:00:00");
    }

    @Test
    void shouldFollowAnEditedSchedule() throws Exception {
        // Given
        long report = daily(Instant.parse("2026-11-22T06:00:00Z"), 100);
        long other = reports.createTemplate(template("OEMDriver", List.of("Model"), "Yesterday"));

        // When
        HttpResponse<String> edited = calls.submit(PREFIX + "report/" + report, """
                {"templateId": "%d",
                 "Schedule": {"StartTime": "2026-11-20T06:00:00Z", "RecurrenceInterval": 12, "Recurrence": "2"}}
                """.formatted(other));
        simulator.advance(Period.ofDays(3));

        // Then
        assertThat(edited.statusCode()).isEqualTo(201);
        assertThat(times(report)).containsExactly("2026-11-21T18:00:00", "2026-11-22T06:00:00");
        assertThat(reports.rows(location(reports.runs(report).getFirst())))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).containsOnlyKeys("Model"));
        JsonNode listed = data(calls.get(PREFIX + "report")).getFirst();
        assertThat(listed.path("templateId").asLong()).isEqualTo(other);
        assertThat(listed.path("schedule").asText()).contains("RecurrenceInterval");
    }

    @Test
    void shouldLeaveWhatHasRunAsItWas() throws Exception {
        // Given
        long template = reports.createTemplate(DRIVERS);
        long report = reports.createReport(schedule(template, reports.now(), 24, 2));
        simulator.advance(Duration.ofMinutes(1));
        byte[] before =
                calls.download(location(reports.runs(report).getFirst())).body();

        // When
        calls.submit(PREFIX + "reporttemplate/" + template, template("OEMDriver", List.of("Model"), "Yesterday"));
        simulator.advance(Period.ofDays(5));

        // Then
        assertThat(calls.download(location(reports.runs(report).getFirst())).body())
                .isEqualTo(before);
        assertThat(reports.rows(location(reports.runs(report).getLast())).getFirst())
                .containsOnlyKeys("Model");
    }

    @Test
    void shouldLetLinksExpireByItsClockAndGiveFreshOnes() throws Exception {
        // Given
        long report = daily(reports.now(), 1);
        simulator.advance(Duration.ofMinutes(1));
        URI link = location(reports.runs(report).getFirst());

        // When
        simulator.advance(Duration.ofHours(12).minusSeconds(1));
        int valid = calls.download(link).statusCode();
        simulator.advance(Duration.ofSeconds(1));
        HttpResponse<byte[]> expired = calls.download(link);
        URI fresh = location(reports.runs(report).getFirst());

        // Then
        assertThat(valid).isEqualTo(200);
        assertThat(expired.statusCode()).isEqualTo(403);
        assertThat(new String(expired.body(), StandardCharsets.UTF_8)).contains("<Code>AuthenticationFailed</Code>");
        assertThat(fresh).isNotEqualTo(link);
        assertThat(calls.download(fresh).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTakeNoTokenAndNoForgedLinkWhereTheFileIs() throws Exception {
        URI link = reports.run(DRIVERS);
        URI forged = URI.create(link.toString().replace("/1.txt", "/2.txt"));

        assertThat(link.getAuthority())
                .isEqualTo(simulator.blobHost())
                .isNotEqualTo(simulator.api().getAuthority());
        assertThat(link.getPath()).endsWith(".txt");
        assertThat(calls.download(forged).statusCode()).isEqualTo(403);
        assertThat(simulator.blobSawToken()).isFalse();
        assertThat(calls.downloadWithToken(link).statusCode()).isEqualTo(400);
        assertThat(simulator.blobSawToken()).isTrue();
    }

    @Test
    void shouldFailARunOnRequest() throws Exception {
        // Given
        simulator.faults().inject(new Fault.RunFailed());
        long report = daily(reports.now(), 2);

        // When
        simulator.advance(Period.ofDays(2));

        // Then
        assertThat(statuses(report)).containsExactly("Failed", "Completed");
        assertThat(location(reports.runs(report).getFirst()).toString()).isEmpty();
    }

    @Test
    void shouldCallBackWhenARunHasCompleted() throws Exception {
        // Given
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer listener = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    heard.add(request.method() + " " + request.path() + " " + body);
                    request.response().end();
                }))
                .listen(0, "127.0.0.1")
                .await();
        String schedule = schedule(reports.createTemplate(DRIVERS), reports.now(), 24, 3);
        String callback = "http://127.0.0.1:" + listener.actualPort() + "/reports/done";
        long report = reports.createReport(schedule.replaceFirst("\\{", "{\"CallbackURL\": \"" + callback + "\", "));
        simulator
                .faults()
                .inject(Injection.of(new Fault.CallbackLost()).after(1).on("/reports/done"));

        // When
        simulator.advance(Period.ofDays(3));

        // Then
        String told = "POST /reports/done {\"reportId\":" + report + "}";
        await().untilAsserted(() -> assertThat(heard).hasSize(2));
        assertThat(heard).containsOnly(told);
        assertThat(simulator.faults().pending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reporttemplate {",
                "reporttemplate {}",
                "reporttemplate {'view': 'AnyDriver', 'projection': ['Market'], 'dateRange': {'reportPeriod': 'Yesterday'}}",
                "reporttemplate {'view': 'IHVDriver', 'projection': [], 'dateRange': {'reportPeriod': 'Yesterday'}}",
                "reporttemplate {'view': 'IHVDriver', 'projection': ['Color'], 'dateRange': {'reportPeriod': 'Yesterday'}}",
                "reporttemplate {'view': 'IHVDriver', 'projection': ['Model'], 'dateRange': {'reportPeriod': 'Yesterday'}}",
                "reporttemplate {'view': 'OEMDriver', 'projection': ['OSName'], 'dateRange': {'reportPeriod': 'Yesterday'}}",
                "reporttemplate {'view': 'IHVDriver', 'projection': ['Market'], 'dateRange': {'reportPeriod': 'Last5Days'}}",
                "reporttemplate {'view': 'IHVDriver', 'projection': ['Market']}",
                "reporttemplate/7 {'view': 'IHVDriver', 'projection': ['Market'], 'dateRange': {'reportPeriod': 'Yesterday'}}",
                "reporttemplate/seven {}",
                "report {'templateId': 7, 'schedule': {'startTime': '2026-11-22T00:00:00Z', 'recurrenceInterval': 12, 'recurrence': 1}}",
                "report {'templateId': 1, 'schedule': {'startTime': '2026-11-22T00:00:00Z', 'recurrenceInterval': 11, 'recurrence': 1}}",
                "report {'templateId': 1, 'schedule': {'startTime': '2026-11-22T00:00:00Z', 'recurrenceInterval': 12, 'recurrence': 0}}",
                "report {'templateId': 1, 'schedule': {'startTime': 'tomorrow', 'recurrenceInterval': 12, 'recurrence': 1}}",
                "report {'templateId': 1}",
                "report {'templateId': 1, 'schedule': {'startTime': '2026-11-22T00:00:00Z', 'recurrenceInterval': 12, 'recurrence': 1}, 'CallbackURL': 'me'}",
                "report/7 {}",
                "report/pause/7 {}",
                "report/resume/7 {}",
            })
    void shouldRefuseWithErrorsInTheEnvelope(String request) throws Exception {
        // Given
        reports.createTemplate(DRIVERS);
        String[] parts = request.split(" ", 2);

        // When
        HttpResponse<String> refused = calls.submit(PREFIX + parts[0], parts[1].replace('\'', '"'));

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("data").isNull()).isTrue();
        assertThat(json(refused).path("errors")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reporttemplate/7", "reportdata/7", "reportdata/1?startDate=soon"})
    void shouldRefuseToTellOfWhatDoesNotExist(String path) throws Exception {
        daily(reports.now(), 1);

        HttpResponse<String> refused = calls.get(PREFIX + path);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("errors")).hasSize(1);
    }

    @Test
    void shouldRefuseCallsWithoutAToken() throws Exception {
        assertThat(new SimulatorCalls(simulator).get(PREFIX + "report").statusCode())
                .isEqualTo(401);
    }
}
