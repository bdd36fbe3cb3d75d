package dev.stopcode.devcenter.cabs;

import static dev.stopcode.devcenter.FakeHost.answer;
import static dev.stopcode.devcenter.FakeHost.redirect;
import static dev.stopcode.devcenter.Futures.await;
import static dev.stopcode.devcenter.Futures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.ClientFixture;
import dev.stopcode.devcenter.CollectingSink;
import dev.stopcode.devcenter.FakeHost;
import dev.stopcode.devcenter.FakeHost.Reply;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.Forbidden;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import dev.stopcode.devcenter.error.DevCenterException.NotFound;
import dev.stopcode.devcenter.error.DevCenterException.Unavailable;
import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CabDownloadIT extends ClientFixture {

    private static final String CABS = "/v1.0/my/analytics/driver/cabdownload";
    private static final CabRef CAB = new CabRef(Flavour.WINDOWS_10, "42", "the-cab");
    private static final Buffer DUMP = randomBytes(600_000);

    @BeforeEach
    void serve() {
        api.on(CABS, redirect(blobs.url() + "/dump?sig=secret%2Fsign"));
        blobs.on("/dump", dump());
    }

    @Test
    void shouldFollowTheLinkWithoutTheTokenAndNotOutrunTheSink() {
        // When
        long bytes = await(client.downloadCab(CAB, sink));

        // Then
        assertThat(bytes).isEqualTo(DUMP.length());
        assertThat(sink.written()).isEqualTo(DUMP);
        assertThat(sink.ended()).isTrue();
        assertThat(sink.longestQueue()).isLessThan(CollectingSink.FULL + 128 * 1024);
        assertThat(api.requests(CABS).getFirst().query()).isEqualTo("applicationId=42&cabIdHash=the-cab");
        assertThat(blobs.requests("/dump")).singleElement().satisfies(request -> {
            assertThat(request.headers().contains("Authorization")).isFalse();
            assertThat(request.query()).isEqualTo("sig=secret%2Fsign");
        });
    }

    @Test
    void shouldWriteAFile(@TempDir Path folder) throws IOException {
        // Given
        Path path = folder.resolve("dump");
        AsyncFile file = await(vertx.fileSystem().open(path.toString(), new OpenOptions()));

        // When
        await(client.downloadCab(CAB, file));

        // Then
        assertThat(Files.readAllBytes(path)).isEqualTo(DUMP.getBytes());
    }

    @Test
    void shouldRefuseALinkToAHostThatIsNotListed() {
        // Given
        FakeHost foreign = new FakeHost(vertx);
        api.on(CABS, redirect(foreign.url() + "/dump?sig=secret"));

        // Then
        assertThat(failure(client.downloadCab(CAB, sink), LinkRefused.class))
                .hasMessageContaining("127.0.0.1:" + foreign.port())
                .hasMessageNotContaining("secret");
        assertThat(foreign.requests("/dump")).isEmpty();
    }

    @Test
    void shouldRefuseAForeignHostAlsoBehindAListedOne() {
        // Given
        FakeHost foreign = new FakeHost(vertx);
        blobs.on("/dump", redirect(foreign.url() + "/dump"));

        // Then
        failure(client.downloadCab(CAB, sink), LinkRefused.class);
        assertThat(foreign.requests("/dump")).isEmpty();
    }

    @Test
    void shouldFollowThreeRedirectsAndNoMore() {
        // Given
        blobs.on("/dump", redirect("/second"));
        blobs.on("/second", redirect("/third"));
        blobs.on("/third", dump(), redirect("/fourth"));

        // Then
        assertThat(await(client.downloadCab(CAB, sink))).isEqualTo(DUMP.length());
        failure(client.downloadCab(CAB, sink), LinkRefused.class);
        assertThat(blobs.requests("/fourth")).isEmpty();
    }

    @Test
    void shouldAskForAFreshLinkOnceWhenTheSignatureHasExpired() {
        // Given
        api.on(CABS, redirect(blobs.url() + "/old?sig=secret"), redirect(blobs.url() + "/dump"));
        blobs.on("/old", answer(403, "<Error>AuthenticationFailed</Error>"));

        // Then
        assertThat(await(client.downloadCab(CAB, sink))).isEqualTo(DUMP.length());
        assertThat(api.requests(CABS)).hasSize(2);
    }

    @Test
    void shouldFailAsForbiddenWhenTheFreshLinkIsRefusedToo() {
        // Given
        blobs.on("/dump", answer(403, ""));

        // Then
        assertThat(failure(client.downloadCab(CAB, sink), Forbidden.class)).hasMessageNotContaining("secret");
        assertThat(api.requests(CABS)).hasSize(2);
        assertThat(blobs.requests("/dump")).hasSize(2);
    }

    @Test
    void shouldNotAskTwiceWhereTheApiItselfForbids() {
        // Given
        api.on(CABS, answer(403, ""));

        // Then
        failure(client.downloadCab(CAB, sink), Forbidden.class);
        assertThat(api.requests(CABS)).hasSize(1);
    }

    @Test
    void shouldSayThatADumpIsGoneWhereverItIsMissed() {
        // Given
        blobs.on("/dump", answer(404, ""));

        // Then
        failure(client.downloadCab(CAB, sink), NotFound.class);
        api.on(CABS, answer(410, ""));
        failure(client.downloadCab(CAB, sink), NotFound.class);
        assertThat(api.requests(CABS)).hasSize(2);
    }

    @Test
    void shouldTryAgainBeforeTheFirstByte() {
        // Given
        api.on(CABS, answer(500, ""), redirect(blobs.url() + "/dump"));
        blobs.on("/dump", answer(503, ""), HttpServerResponse::reset, dump());

        // Then
        assertThat(await(client.downloadCab(CAB, sink))).isEqualTo(DUMP.length());
        assertThat(sink.written()).isEqualTo(DUMP);
    }

    @Test
    void shouldGiveUpWhenTheBlobHostStaysDown() {
        // Given
        blobs.on("/dump", answer(503, ""));

        // Then
        failure(client.downloadCab(CAB, sink), Unavailable.class);
        assertThat(blobs.requests("/dump")).hasSize(3);
        assertThat(api.requests(CABS)).hasSize(1);
    }

    @Test
    void shouldFailWithoutANewTryWhenTheTransferBreaksOff() {
        // Given
        blobs.on(
                "/dump",
                response -> response.putHeader("Content-Length", "" + DUMP.length())
                        .write(DUMP.slice(0, 1000))
                        .onComplete(written -> response.reset()));

        // Then
        failure(client.downloadCab(CAB, sink), Unreachable.class);
        assertThat(blobs.requests("/dump")).hasSize(1);
        assertThat(sink.ended()).isFalse();
    }

    @Test
    void shouldFailWhenTheTransferFallsSilent() {
        // Given
        blobs.on(
                "/dump",
                response ->
                        response.putHeader("Content-Length", "" + DUMP.length()).write(DUMP.slice(0, 1000)));

        // Then
        assertThat(failure(client.downloadCab(CAB, sink), Unreachable.class))
                .hasMessageContaining("fell silent")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldNotTakeTheSinksPauseForTheSendersSilence() {
        // Given
        CollectingSink slow = new CollectingSink(vertx, 700);
        blobs.on("/dump", response -> response.end(DUMP.slice(0, 64_000)));

        // Then
        assertThat(await(client.downloadCab(CAB, slow))).isEqualTo(64_000);
    }

    @Test
    void shouldFailAsTheSinkFails(@TempDir Path folder) {
        // Given
        AsyncFile file = await(vertx.fileSystem().open(folder.resolve("dump").toString(), new OpenOptions()));
        await(file.close());

        // Then
        Throwable cause = failure(client.downloadCab(CAB, file), RuntimeException.class);
        assertThat(cause).isNotInstanceOf(DevCenterException.class);
    }

    private static Reply dump() {
        return response -> response.end(DUMP);
    }

    private static Buffer randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }
}
