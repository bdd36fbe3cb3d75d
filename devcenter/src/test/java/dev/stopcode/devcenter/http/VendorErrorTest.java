package dev.stopcode.devcenter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.Golden;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorErrorTest {

    @Test
    void shouldGiveTheInnerErrorOfTheAnalyticsApi() {
        assertThat(golden("error.json"))
                .isEqualTo("InvalidQueryParameters: One or More Query Parameters has invalid values. "
                        + "[\"top parameter cannot be more than 10000\"]");
    }

    @Test
    void shouldGiveTheDescriptionOfTheTokenEndpointInOneLine() {
        assertThat(golden("token-error.json"))
                .isEqualTo("invalid_client: AADSTS70002: Error validating credentials. "
                        + "AADSTS50012: Invalid client secret is provided.");
    }

    @ParameterizedTest
    @CsvSource({
        "<html>, a body that is not JSON",
        "{}, no explanation",
        "'', no explanation",
        "7, no explanation",
        "'{\"code\":\"Throttled\",\"message\":null}', Throttled"
    })
    void shouldSayWhatItCanOfOtherBodies(String body, String said) {
        assertThat(VendorError.said(body)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"data":null,"errors":[{"code":"InvalidTemplate","message":"Unknown column"}]} | InvalidTemplate: Unknown column
            {"Data":{},"Errors":["too many templates",{"Message":"call later"}]}           | too many templates; call later
            {"error":{"code":"InvalidInput","validationErrors":[{"target":"name"}]}}       | InvalidInput: [{"target":"name"}]
            {"code":"EntityNotFound","message":"Product not found","errors":[]}            | EntityNotFound: Product not found
            """)
    void shouldGiveTheErrorsOfEnvelopesAndOfSubmissions(String body, String said) {
        assertThat(VendorError.said(body)).isEqualTo(said);
    }

    @Test
    void shouldBoundWhatItSays() {
        assertThat(VendorError.said("{\"error\":\"" + "x".repeat(50_000) + "\"}"))
                .hasSizeLessThan(1100);
    }

    private static String golden(String name) {
        return VendorError.said(new String(Golden.bytes(name), StandardCharsets.UTF_8));
    }
}
