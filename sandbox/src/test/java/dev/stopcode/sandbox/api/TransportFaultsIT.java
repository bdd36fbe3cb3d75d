package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.SimulatorCalls.HITS_7_8;
import static dev.stopcode.sandbox.api.SimulatorCalls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportFaultsIT extends SimulatorFixture {

    private static final String REPORTS = ReportCalls.PREFIX + "report";

    private URI file() throws IOException, InterruptedException {
        return reports.run(ReportCalls.template("OEMDriver", ReportCalls.COMMON, "Last30Days"));
    }

    private void on(String path, Fault fault) {
        simulator.faults().inject(Injection.of(fault).on(path));
    }

    @Test
    void shouldLimitTheRate() throws Exception {
        simulator.faults().inject(new Fault.RateLimit(2, 3600));

        List<Integer> statuses =
                List.of(calls.get(REPORTS).statusCode(), calls.get(HITS_7_8).statusCode());
        HttpResponse<String> limited = calls.get(REPORTS);

        assertThat(statuses).containsExactly(200, 200);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(3000L, 3600L);
    }

    @ParameterizedTest
    @ValueSource(strings = {HITS_7_8, REPORTS})
    void shouldRefuseRequestsOfTheApi(String path) throws Exception {
        simulator.faults().inject(new Fault.ServerError(500));
        simulator.faults().inject(new Fault.Html(503));
        simulator.faults().inject(new Fault.Throttle("1"));
        simulator.faults().inject(new Fault.TokensExpired());

        HttpResponse<String> failed = calls.get(path);
        HttpResponse<String> gateway = calls.authorized().get(path);
        HttpResponse<String> throttled = calls.get(path);

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(json(failed).has(path.equals(REPORTS) ? "errors" : "innererror"))
                .isTrue();
        assertThat(gateway.statusCode()).isEqualTo(503);
        assertThat(gateway.body()).startsWith("<html>");
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(calls.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldLetTokensExpireBeforeAnyMethod() throws Exception {
        on("report", new Fault.TokensExpired());

        assertThat(calls.get(REPORTS).statusCode()).isEqualTo(401);
        assertThat(calls.authorized().get(REPORTS).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldStrikeTokensAndFilesOnlyWhenTheyAreNamed() throws Exception {
        URI file = file();
        simulator.faults().inject(new Fault.ServerError(500));
        simulator.faults().inject(new Fault.TruncatedBody());
        int token = calls.requestToken(simulator.clientSecret()).statusCode();
        int unnamed = calls.download(file).statusCode();
        simulator.faults().clear();

        on("oauth2/token", new Fault.ServerError(503));
        on("/drivers/Reports", new Fault.Throttle("3"));
        on("/drivers/Reports", new Fault.ServerError(500));
        on("/drivers/Reports", new Fault.Html(502));

        assertThat(List.of(token, unnamed)).containsExactly(200, 200);
        assertThat(calls.requestToken(simulator.clientSecret()).statusCode()).isEqualTo(503);
        HttpResponse<byte[]> busy = calls.download(file);
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(calls.download(file).statusCode()).isEqualTo(500);
        assertThat(calls.download(file).statusCode()).isEqualTo(502);
        assertThat(calls.download(file).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldLetALinkExpireEarly() throws Exception {
        URI file = file();
        simulator.faults().inject(new Fault.LinkExpired());

        HttpResponse<byte[]> expired = calls.download(file);

        assertThat(expired.statusCode()).isEqualTo(403);
        assertThat(new String(expired.body(), StandardCharsets.UTF_8)).contains("AuthenticationFailed");
        assertThat(calls.download(file).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSpoilAnswers() throws Exception {
        String whole = calls.get(HITS_7_8).body();
        simulator.faults().inject(new Fault.ConnectionCut());
        simulator.faults().inject(new Fault.TruncatedBody());
        simulator.faults().inject(new Fault.SlowBody(150));

        assertThatThrownBy(() -> calls.get(HITS_7_8)).isInstanceOf(IOException.class);
        assertThat(calls.get(HITS_7_8).body()).hasSize(whole.length() / 2);
        long begin = System.nanoTime();
        assertThat(calls.get(HITS_7_8).body()).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void shouldSpoilFiles() throws Exception {
        URI file = file();
        byte[] whole = calls.download(file).body();
        on("/drivers/Reports", new Fault.ConnectionCut());
        on("/drivers/Reports", new Fault.TruncatedBody());
        on("/drivers/Reports", new Fault.SlowBody(150));

        assertThatThrownBy(() -> calls.download(file)).isInstanceOf(IOException.class);
        assertThat(calls.download(file).body()).hasSizeLessThan(whole.length).isNotEmpty();
        long begin = System.nanoTime();
        assertThat(calls.download(file).body()).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }
}
