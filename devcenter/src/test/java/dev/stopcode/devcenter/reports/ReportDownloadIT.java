package dev.stopcode.devcenter.reports;

import static dev.stopcode.devcenter.FakeHost.answer;
import static dev.stopcode.devcenter.FakeHost.redirect;
import static dev.stopcode.devcenter.Futures.await;
import static dev.stopcode.devcenter.Futures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.ClientFixture;
import dev.stopcode.devcenter.CollectingSink;
import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.error.DevCenterException.LinkExpired;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportDownloadIT extends ClientFixture {

    @Test
    void shouldDownloadAReportWithoutTheTokenAndNotOutrunTheSink() {
        // Given
        Buffer report = randomBytes(600_000);
        blobs.on("/2.txt", redirect("/moved.txt?sig=second"));
        blobs.on("/moved.txt", answer(503, ""), response -> response.end(report));

        // When
        long bytes = await(client.reports().download(new SignedLink(blobs.url() + "/2.txt?sig=secret%2Fsign|"), sink));

        // Then
        assertThat(bytes).isEqualTo(report.length());
        assertThat(sink.written()).isEqualTo(report);
        assertThat(sink.ended()).isTrue();
        assertThat(sink.longestQueue()).isLessThan(CollectingSink.FULL + 128 * 1024);
        assertThat(api.tokenRequests()).isEmpty();
        assertThat(blobs.requests("/2.txt")).singleElement().satisfies(request -> {
            assertThat(request.headers().contains("Authorization")).isFalse();
            assertThat(request.query()).isEqualTo("sig=secret%2Fsign%7C");
        });
    }

    @Test
    void shouldSayThatAnExpiredLinkIsToBeAskedForAgain() {
        // Given
        blobs.on("/2.txt", answer(403, "<Error>AuthenticationFailed</Error>"));

        // When
        LinkExpired expired = failure(
                client.reports().download(new SignedLink(blobs.url() + "/2.txt?sig=secret"), sink), LinkExpired.class);

        // Then
        assertThat(expired)
                .hasMessageContaining("403: the signed link has expired")
                .hasMessageEndingWith("ask for the report's runs again")
                .hasMessageNotContaining("secret");
        assertThat(expired.retryable()).isFalse();
        assertThat(blobs.requests("/2.txt")).hasSize(1);
        assertThat(sink.ended()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:1/2.txt?sig=secret", "/2.txt?sig=secret", "secret%", "file:///etc/passwd"})
    void shouldNotFollowALinkToAHostThatIsNotListed(String link) {
        assertThat(failure(client.reports().download(new SignedLink(link), sink), LinkRefused.class))
                .hasMessageNotContaining("secret");
    }

    private static Buffer randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }
}
