package dev.stopcode.devcenter.cabs;

import static dev.stopcode.devcenter.FakeHost.answer;
import static dev.stopcode.devcenter.Futures.await;
import static dev.stopcode.devcenter.Futures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stopcode.devcenter.ClientFixture;
import dev.stopcode.devcenter.FakeHost.Received;
import dev.stopcode.devcenter.Golden;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.RejectedRow;
import dev.stopcode.devcenter.SignedLink;
import dev.stopcode.devcenter.error.DevCenterException.LinkExpired;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import dev.stopcode.devcenter.error.DevCenterException.NotFound;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CabLinksClientIT extends ClientFixture {

    private static final String LINKS = "/v1.0/my/analytics/driver/cabdownloadbatch";
    private static final CabLinksQuery QUERY =
            new CabLinksQuery("42", "the-hash", LocalDate.of(2017, 4, 1), LocalDate.of(2017, 4, 30), 3, 0);

    @Test
    void shouldReadTheLinksOfAFailurePageByPage() {
        // Given
        api.on(LINKS, answer(200, Golden.text("cabdownloadbatch.json")), answer(200, "{\"Value\":[]}"));

        // When
        Page<CabLink> first = await(client.cabLinks().list(QUERY));
        Page<CabLink> second = await(client.cabLinks().list(QUERY, first));

        // Then
        assertThat(first.rows())
                .containsExactly(
                        new CabLink(
                                "14225643812345678901",
                                "1152921504621243619",
                                "0d901479-bf1f-b842-76f2-3db7e4feaedd",
                                "54ffb83a-c72d-f8a9-0ef2-9b2d5ae2d7a4",
                                new SignedLink("https://blobs.example/cabs/54ffb83a.ext.zip?sv=2017&sig=secret"),
                                Instant.parse("2017-04-07T13:53:43Z"),
                                Instant.parse("2017-05-07T13:53:43Z")),
                        new CabLink(
                                null,
                                null,
                                null,
                                "7a21",
                                new SignedLink("https://blobs.example/cabs/7a21.ext.zip?sig=secret"),
                                null,
                                null));
        assertThat(first.rows().toString()).doesNotContain("secret");
        assertThat(first.rejected()).extracting(RejectedRow::cause).containsExactly("cabUrl: missing");
        assertThat(first.hasNext()).isTrue();
        assertThat(second.hasNext()).isFalse();
        assertThat(api.requests(LINKS))
                .extracting(Received::query)
                .containsExactly(
                        "applicationId=42&failureHash=the-hash&startDate=2017-04-01&endDate=2017-04-30&top=3&skip=0",
                        "applicationId=42&failureHash=the-hash&top=3&skip=3");
    }

    @Test
    void shouldRefuseMoreLinksThanTheVendorGivesAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CabLinksQuery("42", "hash", null, null, 101, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CabLinksQuery("42", "hash", null, null, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CabLinksQuery("42", "hash", null, null, 100, -1));
    }

    @Test
    void shouldDownloadFromALinkWithoutTheToken() {
        // Given
        blobs.on("/a.ext.zip", response -> response.end("MSCF"));

        // When
        long bytes = await(client.cabLinks().download(new SignedLink(blobs.url() + "/a.ext.zip?sig=secret"), sink));

        // Then
        assertThat(bytes).isEqualTo(4);
        assertThat(sink.written()).isEqualTo(Buffer.buffer("MSCF"));
        assertThat(blobs.requests("/a.ext.zip"))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.headers().contains("Authorization")).isFalse());
        assertThat(api.tokenRequests()).isEmpty();
    }

    @Test
    void shouldTellAnExpiredLinkFromADumpThatIsGoneAndAHostThatIsNotListed() {
        // Given
        blobs.on("/old", answer(403, ""));

        // Then
        failure(client.cabLinks().download(new SignedLink(blobs.url() + "/old"), sink), LinkExpired.class);
        failure(client.cabLinks().download(new SignedLink(blobs.url() + "/gone"), sink), NotFound.class);
        failure(client.cabLinks().download(new SignedLink(api.url() + "/a"), sink), LinkRefused.class);
    }
}
