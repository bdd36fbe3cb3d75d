package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.SimulatorCalls.HITS_7_8;
import static dev.stopcode.sandbox.api.SimulatorCalls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.sandbox.api.Fault.PageDrift;
import dev.stopcode.sandbox.world.PlantedRegression;
import dev.stopcode.sandbox.world.Source;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsIT extends SimulatorFixture {

    private static final LocalDate DAY = TODAY.minusDays(9);
    private static final String DAYS_ROWS = HITS_7_8 + "?startDate=" + DAY + "&endDate=" + DAY;

    @Override
    SimulatorConfig config() {
        return super.config().withPages(5, SimulatorConfig.NextLink.ABSOLUTE);
    }

    @Test
    void shouldThrottle() throws Exception {
        // Given
        simulator.faults().inject(Injection.of(new Fault.Throttle("7")).times(2));

        // When / Then
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> throttled = calls.get(DAYS_ROWS);
            assertThat(throttled.statusCode()).isEqualTo(429);
            assertThat(throttled.headers().firstValue("Retry-After")).hasValue("7");
        }
        assertThat(calls.get(DAYS_ROWS).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldFailAndAnswerInHtml() throws Exception {
        simulator.faults().inject(new Fault.ServerError(500));
        simulator.faults().inject(new Fault.Html(200));

        HttpResponse<String> first = calls.get(DAYS_ROWS);
        HttpResponse<String> second = calls.get(DAYS_ROWS);

        assertThat(first.statusCode()).isEqualTo(500);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(second.body()).startsWith("<html>");
    }

    @Test
    void shouldTruncateABody() throws Exception {
        simulator.faults().inject(new Fault.TruncatedBody());

        HttpResponse<String> cut = calls.get(DAYS_ROWS);

        assertThat(cut.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> json(cut)).isInstanceOf(JsonProcessingException.class);
        assertThat(json(calls.get(DAYS_ROWS)).path("TotalCount").asInt()).isPositive();
    }

    @Test
    void shouldLetTokensExpireBetweenPages() throws Exception {
        simulator.faults().inject(Injection.of(new Fault.TokensExpired()).after(1));

        assertThat(calls.get(DAYS_ROWS).statusCode()).isEqualTo(200);
        assertThat(calls.get(DAYS_ROWS + "&skip=5").statusCode()).isEqualTo(401);
        assertThat(calls.authorized().get(DAYS_ROWS + "&skip=5").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(PageDrift.Kind.class)
    void shouldChangeTheRowsBetweenPages(PageDrift.Kind kind) throws Exception {
        // Given
        List<JsonNode> steady = calls.rows(DAYS_ROWS);
        simulator.faults().inject(new Fault.PageDrift(kind));

        // When
        int before = total(calls.get(DAYS_ROWS));
        int after = total(calls.get(DAYS_ROWS + "&skip=5"));
        simulator.faults().inject(new Fault.PageDrift(kind));
        List<JsonNode> drifted = calls.rows(DAYS_ROWS);

        // Then
        int seen = new HashSet<>(drifted).size();
        switch (kind) {
            case INSERTED -> {
                assertThat(after).isEqualTo(before + 1);
                assertThat(drifted).hasSize(steady.size());
                assertThat(seen).isEqualTo(steady.size() - 1);
            }
            case REMOVED -> {
                assertThat(after).isEqualTo(before - 1);
                assertThat(drifted).hasSize(steady.size() - 1);
            }
            case REORDERED -> {
                assertThat(after).isEqualTo(before);
                assertThat(drifted).hasSize(steady.size());
                assertThat(seen).isEqualTo(steady.size() - 1);
            }
        }
        assertThat(calls.rows(DAYS_ROWS)).isEqualTo(steady);
    }

    private static int total(HttpResponse<String> page) throws IOException {
        return json(page).path("TotalCount").asInt();
    }

    @Test
    void shouldPutAMalformedRowAmongGoodOnesUntilCleared() throws Exception {
        // Given
        List<JsonNode> good = calls.rows(DAYS_ROWS);
        HttpResponse<String> injected =
                calls.post("/sandbox/faults", "{\"fault\": \"malformedRow\", \"day\": \"" + DAY + "\"}");

        // When
        List<JsonNode> rows = calls.rows(DAYS_ROWS);

        // Then
        assertThat(injected.statusCode()).isEqualTo(200);
        assertThat(rows).hasSize(good.size() + 1).containsAll(good);
        assertThat(rows)
                .filteredOn(row -> row.path("eventCount").asText().equals("abc"))
                .hasSize(1);
        assertThat(calls.rows(DAYS_ROWS)).isEqualTo(rows);
        simulator.faults().clear();
        assertThat(calls.rows(DAYS_ROWS)).isEqualTo(good);
    }

    @Test
    void shouldTakeFaultsAsJson() throws Exception {
        // When
        HttpResponse<String> throttle = calls.post(
                "/sandbox/faults",
                "{\"fault\": \"throttle\", \"retryAfter\": \"1\", \"after\": 1, \"times\": 3, \"path\": \"hits\"}");
        HttpResponse<String> unknown = calls.post("/sandbox/faults", "{\"fault\": \"earthquake\"}");
        HttpResponse<String> nothing = calls.post("/sandbox/faults", "");

        // Then
        assertThat(throttle.statusCode()).isEqualTo(200);
        assertThat(simulator.faults().pending()).containsExactly(new Injection(new Fault.Throttle("1"), 1, 3, "hits"));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(nothing.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldLoseAndCutDumps() throws Exception {
        // Given
        PlantedRegression planted = world.truth().getLast();
        Source source = world.sources().stream()
                .filter(each -> each.id().equals(planted.source()))
                .findFirst()
                .orElseThrow();
        String id = world.crashes(source, planted.failureHash(), planted.startDate(), TODAY, TODAY)
                .map(row -> row.cabIdHash() == null ? "" : row.cabIdHash())
                .filter(cab -> !cab.isEmpty())
                .findFirst()
                .orElseThrow();
        String cab = source.flavour().path() + "/cabdownload?cabIdHash=" + id
                + (source.applicationId() == null ? "" : "&applicationId=" + source.applicationId());
        simulator.faults().inject(new Fault.CabGone());
        simulator.faults().inject(new Fault.CabCut());

        // When
        int gone = calls.get(cab).statusCode();
        URI link = URI.create(calls.get(cab).headers().firstValue("Location").orElseThrow());

        // Then
        assertThat(gone).isEqualTo(404);
        assertThatThrownBy(() -> calls.download(link)).isInstanceOf(IOException.class);
        assertThat(calls.download(link).body())
                .isEqualTo(world.cabBytes(id, TODAY).orElseThrow());
    }
}
