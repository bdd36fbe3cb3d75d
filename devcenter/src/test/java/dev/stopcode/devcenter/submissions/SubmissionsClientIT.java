package dev.stopcode.devcenter.submissions;

import static dev.stopcode.devcenter.FakeHost.answer;
import static dev.stopcode.devcenter.Futures.await;
import static dev.stopcode.devcenter.Futures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stopcode.devcenter.ClientFixture;
import dev.stopcode.devcenter.Golden;
import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.OutcomeUnknown;
import dev.stopcode.devcenter.json.VendorJson;
import dev.stopcode.devcenter.submissions.Submission.Download;
import dev.stopcode.devcenter.submissions.Submission.Link;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionsClientIT extends ClientFixture {

    private static final String PRODUCT = "13500000000000042";
    private static final String SUBMISSIONS = "/v1.0/my/hardware/products/" + PRODUCT + "/submissions";

    @Test
    void shouldCreateASubmission() throws JsonProcessingException {
        // Given
        api.on(SUBMISSIONS, answer(201, Golden.text("submissions/created.json")));

        // When
        Submission submission =
                await(client.submissions().create(PRODUCT, "VST_apdevtest1_init", SubmissionType.INITIAL));

        // Then
        String self = "https://manage.devcenter.microsoft.com" + SUBMISSIONS + "/1152921504621243619";
        assertThat(submission)
                .isEqualTo(new Submission(
                        "1152921504621243619",
                        PRODUCT,
                        "VST_apdevtest1_init",
                        "initial",
                        "commitPending",
                        List.of(new Download(
                                "initialPackage", new SignedLink("https://blobs.example/uploads/initial?sig=secret"))),
                        List.of(
                                new Link(self, "self", "GET"),
                                new Link(self + "/commit", "commit_submission", "POST"))));
        assertThat(submission.toString()).doesNotContain("secret");
        String posted = api.requests(SUBMISSIONS).getFirst().body();
        assertThat(VendorJson.MAPPER.readTree(posted))
                .isEqualTo(VendorJson.MAPPER.readTree(Golden.text("submissions/create.json")));
    }

    @Test
    void shouldReadASubmissionOfWhichLittleIsSaid() {
        // Given
        api.on(
                SUBMISSIONS,
                answer(200, "{\"Id\":\"99999999999999999999\",\"downloads\":{\"items\":[{\"type\":\"a\"}]}}"));

        // Then
        assertThat(await(client.submissions().create(PRODUCT, "next", SubmissionType.DERIVED)))
                .isEqualTo(new Submission(
                        "99999999999999999999", null, null, null, null, List.of(new Download("a", null)), List.of()));
        assertThat(api.requests(SUBMISSIONS).getFirst().body()).isEqualTo("{\"name\":\"next\",\"type\":\"derived\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            422 | {"code":"InvalidInput","message":"","validationErrors":[{"target":"name"}]} | InvalidInput: [{"target":"name"}] | BadRequest
            400 | {"error":{"code":"RequestInvalidForCurrentState","message":"There is one"}}  | RequestInvalidForCurrentState: There is one | BadRequest
            403 | {"statusCode":"Forbidden","error":{"code":"UpdateUnauthorized","message":"No"}} | UpdateUnauthorized: No | Forbidden
            404 | {"Code":"EntityNotFound","Message":"No such product"} | EntityNotFound: No such product | NotFound
            """)
    void shouldTellTheVendorsFunctionalErrors(int status, String body, String said, String type) {
        // Given
        api.on(SUBMISSIONS, answer(status, body));

        // When
        DevCenterException failure =
                failure(client.submissions().create(PRODUCT, "x", SubmissionType.INITIAL), DevCenterException.class);

        // Then
        assertThat(failure).hasMessageEndingWith(status + ": " + said);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(api.requests(SUBMISSIONS)).hasSize(1);
    }

    @Test
    void shouldNotCreateTwiceWhatMayHaveBeenCreated() {
        // Given
        api.on(SUBMISSIONS, answer(502, "{\"error\":{\"code\":\"requestInvalidForCurrentState\"}}"));

        // Then
        assertThat(failure(client.submissions().create(PRODUCT, "x", SubmissionType.INITIAL), OutcomeUnknown.class))
                .hasMessageContaining("502: requestInvalidForCurrentState");
        assertThat(api.requests(SUBMISSIONS)).hasSize(1);
    }
}
