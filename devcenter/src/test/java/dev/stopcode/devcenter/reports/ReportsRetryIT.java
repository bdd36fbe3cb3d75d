package dev.stopcode.devcenter.reports;

import static dev.stopcode.devcenter.FakeHost.answer;
import static dev.stopcode.devcenter.Futures.await;
import static dev.stopcode.devcenter.Futures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.ClientFixture;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.DevCenterConfig.Transport;
import dev.stopcode.devcenter.FakeHost.Reply;
import dev.stopcode.devcenter.Golden;
import dev.stopcode.devcenter.TestConfig;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.OutcomeUnknown;
import dev.stopcode.devcenter.error.DevCenterException.Throttled;
import dev.stopcode.devcenter.error.DevCenterException.Unauthorized;
import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried again, and what is not. */
class ReportsRetryIT extends ClientFixture {

    private static final String TEMPLATES = "/analytics/driver/reporttemplate";
    private static final String REPORTS = "/analytics/driver/report";
    private static final LocalDate DAY = LocalDate.of(2018, 9, 10);
    private static final ReportSchedule SCHEDULE =
            new ReportSchedule("7", Instant.parse("2018-09-01T00:00:00Z"), Duration.ofDays(1), 90, null);

    static Stream<Function<Reports, Future<?>>> repeatable() {
        return Stream.of(
                Reports::templates,
                each -> each.template("7"),
                each -> each.editTemplate("7", Samples.TOP_TEN),
                Reports::schedules,
                each -> each.editSchedule("7", SCHEDULE),
                each -> each.pause("7"),
                each -> each.resume("7"),
                each -> each.runs("7", DAY, DAY));
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void shouldRepeatWhatDoesNoHarmTwice(Function<Reports, Future<?>> call) {
        // Given
        List<String> paths = List.of(
                TEMPLATES,
                TEMPLATES + "/7",
                REPORTS,
                REPORTS + "/7",
                REPORTS + "/pause/7",
                REPORTS + "/resume/7",
                "/analytics/driver/reportdata/7");
        paths.forEach(path -> api.on(path, answer(503, "<html>"), HttpServerResponse::reset, answer(500, "")));

        // When
        failure(call.apply(client.reports()), DevCenterException.class);

        // Then
        assertThat(paths.stream().mapToInt(path -> api.requests(path).size()).sum())
                .isEqualTo(3);
    }

    static Map<String, Function<Reports, Future<String>>> creating() {
        return Map.of(
                TEMPLATES, each -> each.createTemplate(Samples.TOP_TEN),
                REPORTS, each -> each.createSchedule(SCHEDULE));
    }

    static Stream<Reply> uncertain() {
        return Stream.of(
                answer(500, "{\"data\":null,\"errors\":[\"oops\"]}"),
                answer(502, "<html>"),
                answer(201, "<html>"),
                answer(201, ""),
                answer(201, "{\"data\":{}}"),
                HttpServerResponse::reset,
                response -> response.setStatusCode(201)
                        .putHeader("Content-Length", "100")
                        .write("{")
                        .onComplete(written -> response.reset()));
    }

    @ParameterizedTest
    @MethodSource("uncertain")
    void shouldNotCreateTwiceWhatMayHaveBeenCreated(Reply reply) {
        creating().forEach((path, create) -> {
            // Given
            api.on(path, reply);

            // When
            OutcomeUnknown unknown = failure(create.apply(client.reports()), OutcomeUnknown.class);

            // Then
            assertThat(unknown.retryable()).isFalse();
            assertThat(unknown).hasMessageContaining("POST " + path).hasMessageContaining("list before you create");
            assertThat(api.requests(path)).hasSize(1);
        });
    }

    @Test
    void shouldNotCreateTwiceWhatWasNotAnsweredInTime() {
        // Given
        DevCenterClient impatient = client(
                TestConfig.requestTimeout(TestConfig.of(api.url(), Transport.DIRECT), Duration.ofMillis(300)),
                Clock.systemUTC());
        api.on(TEMPLATES, response -> {});

        // Then
        failure(impatient.reports().createTemplate(Samples.TOP_TEN), OutcomeUnknown.class);
        assertThat(api.requests(TEMPLATES)).hasSize(1);
    }

    @Test
    void shouldCreateAfterItWasThrottled() {
        // Given
        Reply throttled = response ->
                response.setStatusCode(429).putHeader("Retry-After", "0").end();
        api.on(TEMPLATES, throttled, answer(201, Golden.text("reports/template-created.json")), throttled);

        // When
        await(client.reports().createTemplate(Samples.TOP_TEN));

        // Then
        assertThat(api.requests(TEMPLATES)).hasSize(2);
        failure(client.reports().createTemplate(Samples.TOP_TEN), Throttled.class);
    }

    @Test
    void shouldCreateAfterTheTokenEndpointFailed() {
        // Given
        api.onToken(answer(500, ""), HttpServerResponse::reset, answer(200, Golden.text("token.json")));
        api.on(TEMPLATES, answer(201, Golden.text("reports/template-created.json")));

        // When
        await(client.reports().createTemplate(Samples.TOP_TEN));

        // Then
        assertThat(api.requests(TEMPLATES)).hasSize(1);
    }

    @Test
    void shouldTryAgainToCreateWhereNobodyListens() {
        // Given
        AtomicInteger hour = new AtomicInteger();
        InstantSource racing = () -> Instant.EPOCH.plus(Duration.ofHours(hour.incrementAndGet()));
        DevCenterConfig nobody = TestConfig.api(TestConfig.of(api.url(), Transport.DIRECT), "http://127.0.0.1:1");
        DevCenterClient refused = client(nobody, racing.withZone(ZoneOffset.UTC));

        // When
        failure(refused.reports().createTemplate(Samples.TOP_TEN), Unreachable.class);

        // Then
        assertThat(api.tokenRequests())
                .as("a try each, since no token lives long")
                .hasSize(3);
    }

    @Test
    void shouldReplaceARefusedTokenOnceAndCreate() {
        // Given
        api.on(TEMPLATES, answer(401, ""), answer(201, Golden.text("reports/template-created.json")), answer(401, ""));

        // When
        await(client.reports().createTemplate(Samples.TOP_TEN));

        // Then
        assertThat(api.requests(TEMPLATES))
                .extracting(request -> request.headers().get("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
        failure(client.reports().createTemplate(Samples.TOP_TEN), Unauthorized.class);
        assertThat(api.requests(TEMPLATES)).hasSize(4);
    }
}
