package dev.stopcode.devcenter.reports;

import static dev.stopcode.devcenter.FakeHost.answer;
import static dev.stopcode.devcenter.Futures.await;
import static dev.stopcode.devcenter.Futures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.devcenter.ClientFixture;
import dev.stopcode.devcenter.FakeHost.Received;
import dev.stopcode.devcenter.FakeHost.Reply;
import dev.stopcode.devcenter.Golden;
import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.error.DevCenterException.BadRequest;
import dev.stopcode.devcenter.error.DevCenterException.Malformed;
import dev.stopcode.devcenter.json.VendorJson;
import dev.stopcode.devcenter.reports.ReportRun.Status;
import dev.stopcode.devcenter.reports.ScheduledReport.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsClientIT extends ClientFixture {

    private static final String TEMPLATES = "/analytics/driver/reporttemplate";
    private static final String REPORTS = "/analytics/driver/report";
    private static final String RUNS = "/analytics/driver/reportdata/15";
    private static final LocalDate FIRST = LocalDate.of(2018, 9, 10);
    private static final LocalDate LAST = LocalDate.of(2018, 9, 15);
    private static final Instant START = Instant.parse("2018-09-01T00:00:00Z");
    private static final ReportSchedule SCHEDULE =
            new ReportSchedule("7", START, Duration.ofDays(1), 90, URI.create("https://stopcode.example/callback"));

    @ParameterizedTest
    @MethodSource("dev.stopcode.devcenter.reports.Samples#all")
    void shouldCreateTemplatesAndLoseNoDigitOfTheirIds(String file, ReportTemplate template) {
        // Given
        api.on(TEMPLATES, answer(201, Golden.text("reports/template-created.json")));

        // When
        String id = await(client.reports().createTemplate(template));

        // Then
        assertThat(id).isEqualTo("170141183460469231731687303715884105728");
        assertPosted(TEMPLATES, Golden.text("reports/" + file));
    }

    @Test
    void shouldFindItsOwnTemplateAmongOthersByContent() {
        // Given
        api.on(TEMPLATES, golden("templates.json"));

        // When
        List<StoredTemplate> templates = await(client.reports().templates());

        // Then
        assertThat(templates).extracting(StoredTemplate::templateId).containsExactly("7", "8", "9");
        assertThat(templates.get(0).template()).isEqualTo(Samples.TOP_TEN);
        assertThat(templates.get(0).created()).isEqualTo("2018-08-02T09:15:30.125Z");
        assertThat(Objects.requireNonNull(templates.get(1).template()).projection())
                .containsExactly("Temperature", "Symbol");
        assertThat(templates.get(2).template()).isNull();
        assertThat(templates.get(2).json()).contains("RESEMBLES");
        assertThat(templates.get(2).modified()).isNull();
        assertThat(api.requests(TEMPLATES)).extracting(Received::method).containsExactly("GET");
    }

    @Test
    void shouldViewATemplate() {
        // Given
        api.on(TEMPLATES + "/a%2Fb%20c", golden("template.json"));

        // When
        StoredTemplate template = await(client.reports().template("a/b c"));

        // Then
        assertThat(template.templateId()).isEqualTo("7");
        assertThat(template.template()).isEqualTo(Samples.TOP_TEN);
    }

    @Test
    void shouldEditATemplate() {
        // Given
        api.on(TEMPLATES + "/7", golden("template-created.json"));

        // When
        await(client.reports().editTemplate("7", Samples.TOP_TEN));

        // Then
        assertPosted(TEMPLATES + "/7", Golden.text("reports/template-top-ten.json"));
    }

    @Test
    void shouldScheduleAReport() {
        // Given
        api.on(REPORTS, answer(201, Golden.text("reports/report-created.json")));

        // Then
        assertThat(await(client.reports().createSchedule(SCHEDULE))).isEqualTo("15");
        assertPosted(REPORTS, Golden.text("reports/schedule-create.json"));
    }

    @Test
    void shouldEditAScheduleInTheVendorsOtherSpelling() {
        // Given
        api.on(REPORTS + "/15", answer(201, Golden.text("reports/report-created.json")));

        // When
        await(client.reports().editSchedule("15", SCHEDULE));

        // Then
        assertPosted(REPORTS + "/15", Golden.text("reports/schedule-edit.json"));
    }

    @Test
    void shouldListSchedulesAndRecogniseItsOwn() {
        // Given
        api.on(REPORTS, answer(201, Golden.text("reports/schedules.json")));

        // When
        List<ScheduledReport> schedules = await(client.reports().schedules());

        // Then
        assertThat(schedules)
                .containsExactly(
                        new ScheduledReport(
                                "15",
                                "7",
                                new Timing(START, Duration.ofDays(1), 90),
                                true,
                                Instant.parse("2018-08-05T06:07:08.009Z"),
                                Instant.parse("2018-08-03T21:00:07.5Z")),
                        new ScheduledReport(
                                "9223372036854775808123",
                                "8",
                                new Timing(START, Duration.ofHours(12), 2),
                                false,
                                Instant.parse("2018-08-06T11:12:13.014Z"),
                                Instant.parse("2018-08-06T12:00:00.930Z")),
                        new ScheduledReport("17", "8", null, false, null, null));
        assertThat(schedules).extracting(schedule -> schedule.matches(SCHEDULE)).containsExactly(true, false, false);
    }

    @Test
    void shouldPauseAndResumeAReport() {
        // Given
        api.on(REPORTS + "/pause/15", golden("report-created.json"));
        api.on(REPORTS + "/resume/15", answer(200, ""));

        // When
        await(client.reports().pause("15"));
        await(client.reports().resume("15"));

        // Then
        for (String path : List.of("/pause/15", "/resume/15")) {
            assertThat(api.requests(REPORTS + path)).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.headers().get("Content-Length")).isEqualTo("0");
            });
        }
    }

    @Test
    void shouldReadRunsInAnyState() {
        // Given
        api.on(RUNS, golden("runs.json"));

        // When
        List<ReportRun> runs = await(client.reports().runs("15", FIRST, LAST));

        // Then
        assertThat(runs)
                .extracting(ReportRun::status)
                .containsExactly(
                        Status.COMPLETED,
                        Status.FAILED,
                        Status.IN_PROGRESS,
                        Status.PENDING,
                        Status.UNKNOWN,
                        Status.UNKNOWN);
        assertThat(runs)
                .extracting(ReportRun::statusText)
                .containsExactly("Completed", "Failed", "in progress", "Pending", "Waiting for approval", "");
        assertThat(runs.get(0).location())
                .isEqualTo(new SignedLink("https://reports.example/15/first.txt?sv=2018&sig=secret"));
        assertThat(runs.subList(1, 6)).extracting(ReportRun::location).containsOnlyNulls();
        assertThat(runs.get(2).time()).isEqualTo("2018-09-12T04:30:15Z");
        assertThat(runs.toString()).doesNotContain("secret");
        assertThat(api.requests(RUNS).getFirst().query()).isEqualTo("startDate=2018-09-10&endDate=2018-09-15");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"data":null,"errors":[{"code":"InvalidTemplate","message":"Column X is unknown"}]} | InvalidTemplate: Column X is unknown
            {"Data":{"templateId":1},"Errors":["too many templates","call later"]}              | too many templates; call later
            {"data":{"templateId":1},"errors":{"message":"no"}}                                 | no
            {"data":{"templateId":1},"errors":"no"}                                             | no
            """)
    void shouldTakeErrorsInTheEnvelopeForErrors(String envelope, String said) {
        // Given
        api.on(TEMPLATES, answer(201, envelope));

        // Then
        assertThat(failure(client.reports().createTemplate(Samples.TOP_TEN), BadRequest.class))
                .hasMessageContaining("201: " + said);
        assertThat(api.requests(TEMPLATES)).hasSize(1);
    }

    @Test
    void shouldSayWhatTheVendorSaysOfABadRequest() {
        // Given
        api.on(TEMPLATES, answer(400, "{\"data\":null,\"errors\":[{\"Message\":\"limit must not be negative\"}]}"));

        // Then
        assertThat(failure(client.reports().createTemplate(Samples.TOP_TEN), BadRequest.class))
                .hasMessageContaining("400: limit must not be negative")
                .hasMessageContaining("POST " + TEMPLATES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":[],\"errors\":[]}", "{\"data\":null,\"errors\":null}", "{\"data\":[]}"})
    void shouldReadListsOfNothing(String envelope) {
        // Given
        api.on(TEMPLATES, answer(200, envelope));

        // Then
        assertThat(await(client.reports().templates())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Service unavailable</html>",
                "[]",
                "{\"data\":{\"templateId\":7}}",
                "{\"data\":[7]}",
                "{\"data\":[{\"template\":{}}]}",
                "{\"data\":[{\"templateId\":null,\"template\":{}}]}",
                "{\"data\":[{\"templateId\":7,\"template\":{},\"createdDatetime\":\"?sig=secret\"}]}"
            })
    void shouldTryAgainToReadWhatIsNotDocumented(String text) {
        // Given
        Reply odd = response -> response.putHeader("Content-Type", "text/html").end(text);
        api.on(TEMPLATES, odd, golden("templates.json"), odd);

        // Then
        assertThat(await(client.reports().templates())).hasSize(3);
        assertThat(failure(client.reports().templates(), Malformed.class))
                .hasMessageContaining("200 (text/html)")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldNameTheFieldThatIsWrong() {
        // Given
        api.on(REPORTS, answer(200, "{\"data\":[{\"reportId\":1,\"templateId\":2,\"isActive\":\"perhaps\"}]}"));

        // Then
        assertThat(failure(client.reports().schedules(), Malformed.class)).hasMessageEndingWith("at isActive");
    }

    private void assertPosted(String path, String json) {
        assertThat(api.requests(path)).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(tree(request.body())).isEqualTo(tree(json));
            assertThat(request.headers().get("Content-Type")).isEqualTo("application/json");
            assertThat(request.headers().get("Accept")).isEqualTo("application/json");
            assertThat(request.headers().get("Authorization")).isEqualTo("Bearer token-1");
        });
    }

    private static Reply golden(String file) {
        return answer(200, Golden.text("reports/" + file));
    }

    private static JsonNode tree(String json) {
        try {
            return VendorJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
