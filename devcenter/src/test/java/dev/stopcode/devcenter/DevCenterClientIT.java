package dev.stopcode.devcenter;

import static dev.stopcode.devcenter.FakeHost.answer;
import static dev.stopcode.devcenter.FakeHost.redirect;
import static dev.stopcode.devcenter.Futures.await;
import static dev.stopcode.devcenter.Futures.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.DevCenterConfig.Transport;
import dev.stopcode.devcenter.FakeHost.Received;
import dev.stopcode.devcenter.FakeHost.Reply;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.details.DetailsQuery;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.BadRequest;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import dev.stopcode.devcenter.error.DevCenterException.Malformed;
import dev.stopcode.devcenter.error.DevCenterException.NotFound;
import dev.stopcode.devcenter.error.DevCenterException.Throttled;
import dev.stopcode.devcenter.error.DevCenterException.Unauthorized;
import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.devcenter.hits.HitsQuery;
import dev.stopcode.devcenter.hits.HitsQuery.AggregationLevel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevCenterClientIT extends ClientFixture {

    private static final String HITS = "/v1.0/my/analytics/ihvdriver/failurehits";
    private static final HitsQuery QUERY = HitsQuery.day(Flavour.WINDOWS_7_8, null, LocalDate.of(2017, 2, 26), 2);
    private static final String ROW = "{\"date\":\"2017-02-26\",\"eventCount\":1}";
    private static final String EMPTY = "{\"Value\":[]}";

    private final SettableClock clock = new SettableClock();

    @BeforeEach
    void connect() {
        await(client.close());
        client = client(TestConfig.of(api.url(), Transport.DIRECT), clock);
    }

    @Test
    void shouldAskForATokenAndSendEveryParameter() {
        // Given
        api.on("/v1.0/my/analytics/driver/failurehits", answer(200, EMPTY));

        // When
        await(client.failureHits(new HitsQuery(
                Flavour.WINDOWS_10,
                "42",
                LocalDate.of(2017, 3, 4),
                LocalDate.of(2017, 3, 14),
                500,
                1000,
                "market eq 'A+B & C'",
                AggregationLevel.WEEK,
                List.of("date desc", "market"),
                List.of("market", "osName"))));

        // Then
        assertThat(api.requests("/v1.0/my/analytics/driver/failurehits"))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.parameters().entries())
                            .extracting(parameter -> parameter.getKey() + "=" + parameter.getValue())
                            .containsExactlyInAnyOrder(
                                    "applicationId=42",
                                    "startDate=2017-03-04",
                                    "endDate=2017-03-14",
                                    "top=500",
                                    "skip=1000",
                                    "filter=market eq 'A+B & C'",
                                    "aggregationLevel=week",
                                    "orderby=date desc,market",
                                    "groupby=market,osName");
                    assertThat(request.headers().get("Authorization")).isEqualTo("Bearer token-1");
                });
    }

    @Test
    void shouldPostTheDocumentedFormForAToken() {
        // When
        failure(client.failureHits(QUERY), NotFound.class);

        // Then
        assertThat(api.tokenRequests()).singleElement().satisfies(request -> {
            assertThat(request.headers().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(request.body())
                    .isEqualTo("grant_type=client_credentials&client_id=the-client&client_secret=the+secret%26more"
                            + "&resource=https%3A%2F%2Fmanage.devcenter.microsoft.com");
        });
    }

    @Test
    void shouldReadEventsOfAFailure() {
        // Given
        String path = "/v1.0/my/analytics/driver/failuredetails";
        api.on(path, response -> response.end(new String(Golden.bytes("failuredetails.json"), UTF_8)));
        DetailsQuery query = new DetailsQuery(
                Flavour.WINDOWS_10, "42", "the-hash", LocalDate.of(2017, 3, 4), null, 2, 0, null, List.of("date"));

        // When
        Page<DetailRow> page = await(client.failureDetails(query));

        // Then
        assertThat(page.rows()).hasSize(2);
        assertThat(page.hasNext()).isFalse();
        assertThat(api.requests(path).getFirst().query())
                .isEqualTo("applicationId=42&failureHash=the-hash&startDate=2017-03-04&orderby=date&top=2&skip=0");
    }

    @Test
    void shouldTryAgainWhatMayPassUnderOneCorrelation() {
        // Given
        api.on(
                HITS,
                response -> response.setStatusCode(429)
                        .putHeader("Retry-After", "0")
                        .end(),
                answer(503, "<html>"),
                page(ROW));

        // When
        Page<HitRow> page = await(client.failureHits(QUERY));

        // Then
        assertThat(page.rows()).hasSize(1);
        assertThat(api.requests(HITS)).hasSize(3);
        assertThat(headers("MS-CorrelationId"))
                .hasSize(3)
                .containsOnly(headers("MS-CorrelationId").getFirst());
        assertThat(headers("MS-RequestId")).doesNotHaveDuplicates();
    }

    @Test
    void shouldWaitAsLongAsAThrottlingAnswerAsks() {
        // Given
        api.on(
                HITS,
                response -> response.setStatusCode(429)
                        .putHeader("Retry-After", "1")
                        .end(),
                page(ROW));
        long started = System.nanoTime();

        // When
        await(client.failureHits(QUERY));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void shouldTellHowLongTheVendorAsksToWaitWhenItGivesUp() {
        // Given
        api.on(
                HITS,
                response -> response.setStatusCode(429)
                        .putHeader("Retry-After", "Sun, 01 Nov 2026 12:00:00 GMT")
                        .end());

        // When
        Throttled throttled = failure(client.failureHits(QUERY), Throttled.class);

        // Then
        assertThat(throttled.retryAfter()).isZero();
        assertThat(api.requests(HITS)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 1, BadRequest",
        "403, 1, Forbidden",
        "404, 1, NotFound",
        "410, 1, NotFound",
        "415, 1, BadRequest",
        "422, 1, BadRequest",
        "302, 1, LinkRefused",
        "204, 3, Malformed",
        "408, 3, Unavailable",
        "500, 3, Unavailable",
        "502, 3, Unavailable"
    })
    void shouldFailByStatusAfterAsManyTriesAsMayHelp(int status, int tries, String type) {
        // Given
        api.on(HITS, answer(status, new String(Golden.bytes("error.json"), UTF_8)));

        // When
        DevCenterException failure = failure(client.failureHits(QUERY), DevCenterException.class);

        // Then
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure.retryable()).isEqualTo(tries > 1);
        assertThat(api.requests(HITS)).hasSize(tries);
    }

    @Test
    void shouldSayWhatTheVendorSaidAndTheIdsOfTheRequest() {
        // Given
        api.on(HITS, answer(400, new String(Golden.bytes("error.json"), UTF_8)));

        // Then
        assertThat(failure(client.failureHits(QUERY), BadRequest.class))
                .hasMessageContaining("400: InvalidQueryParameters")
                .hasMessageContaining("top parameter cannot be more than 10000")
                .hasMessageContaining(headers("MS-CorrelationId").getFirst())
                .hasMessageContaining(headers("MS-RequestId").getFirst())
                .hasMessageNotContaining("token-1");
    }

    @Test
    void shouldTryAgainAfterATextThatIsNotThePage() {
        // Given
        api.on(HITS, answer(200, "<html>Service unavailable</html>"), answer(200, "{\"Value\":[" + ROW), page(ROW));

        // Then
        assertThat(await(client.failureHits(QUERY)).rows()).hasSize(1);
    }

    @Test
    void shouldFailAsMalformedWhenTheTextNeverBecomesThePage() {
        // Given
        api.on(HITS, response -> response.putHeader("Content-Type", "text/html").end("<html>"));

        // Then
        assertThat(failure(client.failureHits(QUERY), Malformed.class))
                .hasMessageContaining("200 (text/html): not JSON at byte");
        assertThat(api.requests(HITS)).hasSize(3);
    }

    @Test
    void shouldTryAgainAfterAnAnswerThatIsCut() {
        // Given
        api.on(HITS, cut("{\"Value\":[" + ROW), page(ROW));

        // Then
        assertThat(await(client.failureHits(QUERY)).rows()).hasSize(1);
    }

    @Test
    void shouldTryAgainAfterAnAnswerThatFallsSilent() {
        // Given
        api.on(HITS, response -> response.setChunked(true).write("{\"Value\":["), page(ROW));

        // Then
        assertThat(await(client.failureHits(QUERY)).rows()).hasSize(1);
    }

    @Test
    void shouldReadASlowAnswerThatIsNeverSilentForLong() {
        // Given
        String text = "{\"Value\":[" + ROW + "]}";
        api.on(HITS, response -> {
            response.setChunked(true);
            drip(response, text, 0);
        });

        // Then
        assertThat(await(client.failureHits(QUERY)).rows()).hasSize(1);
        assertThat(api.requests(HITS)).hasSize(1);
    }

    @Test
    void shouldFailAsUnreachableWhereNobodyListensOrNobodyAnswers() {
        // Given
        DevCenter nobody = client(TestConfig.of("http://127.0.0.1:1", Transport.DIRECT));
        api.on(HITS, response -> {});
        DevCenter impatient =
                client(TestConfig.requestTimeout(TestConfig.of(api.url(), Transport.DIRECT), Duration.ofMillis(100)));

        // Then
        failure(nobody.failureHits(QUERY), Unreachable.class);
        assertThat(failure(impatient.failureHits(QUERY), Unreachable.class))
                .hasMessageContaining("no answer within PT0.1S")
                .hasMessageNotContaining("startDate");
        assertThat(api.requests(HITS)).hasSize(3);
    }

    @Test
    void shouldReplaceATokenThatIsRefusedAndGoOn() {
        // Given
        api.on(HITS, answer(401, ""), page(ROW));

        // When
        await(client.failureHits(QUERY));

        // Then
        assertThat(headers("Authorization")).containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(api.tokenRequests()).hasSize(2);
    }

    @Test
    void shouldGiveUpWhenAFreshTokenIsRefusedToo() {
        // Given
        api.on(HITS, answer(401, ""));

        // When
        failure(client.failureHits(QUERY), Unauthorized.class);

        // Then
        assertThat(api.requests(HITS)).hasSize(2);
    }

    @Test
    void shouldAskForOneTokenForManyCallsAndRenewItBeforeItExpires() {
        // Given
        api.on(HITS, answer(200, EMPTY));
        await(Future.all(
                IntStream.range(0, 8).mapToObj(i -> client.failureHits(QUERY)).toList()));
        int before = api.tokenRequests().size();

        // When
        clock.advance(Duration.ofHours(1));
        await(client.failureHits(QUERY));

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(api.tokenRequests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"400", "401"})
    void shouldSayWhyTheTokenEndpointRefusesTheCredentials(int status) {
        // Given
        api.onToken(answer(status, new String(Golden.bytes("token-error.json"), UTF_8)));

        // Then
        assertThat(failure(client.failureHits(QUERY), Unauthorized.class))
                .hasMessageContaining("AADSTS50012: Invalid client secret is provided.")
                .hasMessageNotContaining("the secret");
        assertThat(api.tokenRequests()).hasSize(1);
    }

    @Test
    void shouldTryAgainWhenTheTokenEndpointFails() {
        // Given
        api.on(HITS, answer(200, EMPTY));
        api.onToken(answer(500, ""), answer(200, "<html>"), answer(200, new String(Golden.bytes("token.json"), UTF_8)));

        // When
        await(client.failureHits(QUERY));

        // Then
        assertThat(headers("Authorization")).containsExactly("Bearer the-token");
    }

    @Test
    void shouldTryAgainAfterATokenThatIsCutOrFallsSilent() {
        // Given
        api.on(HITS, answer(200, EMPTY));
        api.onToken(
                cut("{"),
                response -> response.setChunked(true).write("{"),
                answer(200, new String(Golden.bytes("token.json"), UTF_8)));
        DevCenter impatient =
                client(TestConfig.requestTimeout(TestConfig.of(api.url(), Transport.DIRECT), Duration.ofSeconds(2)));

        // When
        await(impatient.failureHits(QUERY));

        // Then
        assertThat(api.tokenRequests()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"absolute", "relative", "query"})
    void shouldFollowTheNextLink(String kind) {
        // Given
        String query = "?skip=2&top=2&filter=market eq 'US'";
        String link = switch (kind) {
            case "absolute" -> api.url() + HITS + query;
            case "relative" -> "failurehits" + query;
            default -> query;
        };
        api.on(
                HITS,
                answer(200, "{\"@nextLink\":\"" + link + "\",\"Value\":[" + ROW + "," + ROW + "],\"TotalCount\":3}"),
                answer(200, "{\"Value\":[" + ROW + "],\"TotalCount\":3}"));

        // When
        Page<HitRow> first = await(client.failureHits(QUERY));
        Page<HitRow> second = await(client.failureHits(QUERY, first));

        // Then
        assertThat(first.hasNext()).isTrue();
        assertThat(first.nextLink()).isEqualTo(link);
        assertThat(second.skip()).isEqualTo(2);
        assertThat(second.hasNext()).isFalse();
        assertThat(api.requests(HITS).getLast().parameters().get("filter")).isEqualTo("market eq 'US'");
        assertThat(api.requests(HITS).getLast().parameters().contains("startDate"))
                .isFalse();
    }

    @Test
    void shouldSkipWhatItHasWhereAFullPageNamesNoLink() {
        // Given
        api.on(
                HITS,
                answer(200, "{\"Value\":[" + ROW + ",{\"bad\":true}],\"TotalCount\":3}"),
                answer(200, "{\"Value\":[" + ROW + "],\"TotalCount\":3}"));

        // When
        Page<HitRow> second = await(client.failureHits(QUERY).compose(first -> client.failureHits(QUERY, first)));

        // Then
        assertThat(second.hasNext()).isFalse();
        assertThat(api.requests(HITS).getLast().query())
                .isEqualTo("startDate=2017-02-26&endDate=2017-02-26&aggregationLevel=day&top=2&skip=2");
    }

    @Test
    void shouldNotFollowALinkToAnotherHost() {
        // Given
        FakeHost other = new FakeHost(vertx);
        api.on(HITS, answer(200, "{\"Value\":[" + ROW + "],\"@nextLink\":\"" + other.url() + "/next\"}"));
        Page<HitRow> first = await(client.failureHits(QUERY));

        // When
        failure(client.failureHits(QUERY, first), LinkRefused.class);

        // Then
        assertThat(other.requests("/next")).isEmpty();
    }

    @Test
    void shouldNotFollowARedirectOfTheApi() {
        // Given
        api.on(HITS, redirect(api.url() + "/elsewhere"));

        // When
        failure(client.failureHits(QUERY), LinkRefused.class);

        // Then
        assertThat(api.requests("/elsewhere")).isEmpty();
    }

    @Test
    void shouldKeepCallsInFlightBelowItsLimitAndLetThemEndOnClose() {
        // Given
        List<HttpServerResponse> open = new ArrayList<>();
        CompletableFuture<List<HttpServerResponse>> four = new CompletableFuture<>();
        api.on(HITS, response -> {
            open.add(response);
            if (open.size() == 4) {
                four.complete(List.copyOf(open));
            } else if (open.size() > 4) {
                response.end(EMPTY);
            }
        });
        List<Future<Page<HitRow>>> calls =
                IntStream.range(0, 6).mapToObj(i -> client.failureHits(QUERY)).toList();
        List<HttpServerResponse> held = four.orTimeout(10, TimeUnit.SECONDS).join();

        // When
        Future<Void> closed = client.close();

        // Then
        assertThat(api.requests(HITS)).hasSize(4);
        assertThat(closed.isComplete()).isFalse();
        failure(client.failureHits(QUERY), IllegalStateException.class);
        held.forEach(response -> response.end(EMPTY));
        await(closed);
        assertThat(calls).allMatch(Future::succeeded);
    }

    @Test
    void shouldDeliverOnTheContextOfTheCaller() {
        // Given
        api.on(HITS, answer(200, EMPTY));
        CompletableFuture<Context> delivered = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();

        // When
        context.runOnContext(
                go -> client.failureHits(QUERY).onComplete(done -> delivered.complete(vertx.getOrCreateContext())));

        // Then
        assertThat(delivered.orTimeout(10, TimeUnit.SECONDS).join()).isSameAs(context);
    }

    @Test
    void shouldPaceItsRequests() {
        // Given
        api.on(HITS, answer(200, EMPTY));
        DevCenter paced = client(TestConfig.requestsPerSecond(TestConfig.of(api.url(), Transport.DIRECT), 20));
        long started = System.nanoTime();

        // When
        await(Future.all(
                IntStream.range(0, 5).mapToObj(i -> paced.failureHits(QUERY)).toList()));

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(195));
    }

    private DevCenter client(DevCenterConfig config) {
        return new DevCenterClient(vertx, config, clock, new Random(1));
    }

    private List<String> headers(String name) {
        return api.requests(HITS).stream()
                .map(Received::headers)
                .map(headers -> headers.get(name))
                .toList();
    }

    private static Reply page(String rows) {
        return answer(200, "{\"Value\":[" + rows + "],\"TotalCount\":1}");
    }

    private static Reply cut(String text) {
        return response ->
                response.putHeader("Content-Length", "10000").write(text).onComplete(written -> response.reset());
    }

    private static void drip(HttpServerResponse response, String text, int from) {
        int to = Math.min(text.length(), from + 8);
        response.write(text.substring(from, to));
        if (to == text.length()) {
            response.end();
        } else {
            vertx.setTimer(150, fired -> drip(response, text, to));
        }
    }
}
