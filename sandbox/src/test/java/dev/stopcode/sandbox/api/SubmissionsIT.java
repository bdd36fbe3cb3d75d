package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.SimulatorCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionsIT extends SimulatorFixture {

    private static final String INITIAL = "{\"name\": \"audio_init\", \"type\": \"initial\"}";
    private static final String DERIVED = "{\"name\": \"audio_next\", \"type\": \"derived\"}";

    private String submissions() {
        return "/v1.0/my/hardware/products/" + world.sources().getFirst().applicationId() + "/submissions";
    }

    private static String code(HttpResponse<String> refused) throws Exception {
        return json(refused).path("error").path("code").asText();
    }

    @Test
    void shouldCreateSubmissions() throws Exception {
        // When
        HttpResponse<String> initial = calls.submit(submissions(), INITIAL);
        HttpResponse<String> derived = calls.submit(submissions(), DERIVED);

        // Then
        assertThat(initial.statusCode()).isEqualTo(201);
        JsonNode submission = json(initial);
        assertThat(submission.path("id").asLong()).isGreaterThan(1L << 53);
        assertThat(submission.path("productId").bigIntegerValue())
                .hasToString(world.sources().getFirst().applicationId());
        assertThat(submission.path("commitStatus").asText()).isEqualTo("commitPending");
        assertThat(submission.path("name").asText()).isEqualTo("audio_init");
        assertThat(submission.path("type").asText()).isEqualTo("initial");
        assertThat(submission.path("downloads").path("items").get(0).path("url").asText())
                .contains(simulator.blobHost(), "sig=");
        assertThat(submission.path("links").get(0).path("href").asText())
                .endsWith(submissions() + "/" + submission.path("id").asText());
        assertThat(json(derived).path("id")).isNotEqualTo(submission.path("id"));
        assertThat(json(derived).path("type").asText()).isEqualTo("derived");
    }

    @Test
    void shouldTakeOneInitialSubmissionBeforeAllOthers() throws Exception {
        HttpResponse<String> early = calls.submit(submissions(), DERIVED);
        calls.submit(submissions(), INITIAL);
        HttpResponse<String> second = calls.submit(submissions(), INITIAL);

        assertThat(code(early)).isEqualTo("RequestInvalidForCurrentState");
        assertThat(code(second)).isEqualTo("RequestInvalidForCurrentState");
        assertThat(second.body()).contains("already exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"name\": \"a\", \"type\": \"first\"}", "{\"type\": \"initial\"}", "{"})
    void shouldRefuseBadInput(String body) throws Exception {
        HttpResponse<String> refused = calls.submit(submissions(), body);

        assertThat(refused.statusCode()).isIn(400, 422);
        assertThat(code(refused)).isEqualTo("InvalidInput");
    }

    @Test
    void shouldNotFindOtherProducts() throws Exception {
        HttpResponse<String> refused = calls.submit("/v1.0/my/hardware/products/1/submissions", INITIAL);

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(code(refused)).isEqualTo("EntityNotFound");
    }

    @ParameterizedTest
    @CsvSource({"InvalidInput,422", "RequestInvalidForCurrentState,400", "UpdateUnauthorized,403", "EntityNotFound,404"
    })
    void shouldRefuseForAnyReason(String reason, int status) throws Exception {
        calls.post("/sandbox/faults", "{\"fault\": \"submissionRefused\", \"code\": \"" + reason + "\"}");

        HttpResponse<String> refused = calls.submit(submissions(), INITIAL);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(code(refused)).isEqualTo(reason);
        assertThat(calls.submit(submissions(), INITIAL).statusCode()).isEqualTo(201);
    }
}
