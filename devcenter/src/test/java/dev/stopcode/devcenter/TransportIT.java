package dev.stopcode.devcenter;

import static dev.stopcode.devcenter.FakeHost.answer;
import static dev.stopcode.devcenter.Futures.await;
import static dev.stopcode.devcenter.Futures.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.DevCenterConfig.Transport;
import dev.stopcode.devcenter.error.DevCenterException.Unreachable;
import dev.stopcode.devcenter.hits.HitsQuery;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proxy and TLS. The keys are self-signed, for 127.0.0.1, and good for nothing else: {@code keytool -genkeypair
 * -keyalg EC
 * -ext san=ip:127.0.0.1} made the server's and the client's, {@code -exportcert -rfc} and {@code -importcert} the rest.
 */
class TransportIT {

    private static final String HITS = "/v1.0/my/analytics/ihvdriver/failurehits";
    private static final HitsQuery QUERY = HitsQuery.day(Flavour.WINDOWS_7_8, null, LocalDate.of(2017, 2, 26), 2);
    private static final String PASSWORD = "changeit";

    private static Vertx vertx;
    private static FakeHost secured;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        secured = new FakeHost(
                vertx,
                new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setPath(key("server.p12").toString())
                                .setPassword(PASSWORD))
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions()
                                .addCertPath(key("client.pem").toString())));
        secured.on(HITS, answer(200, "{\"Value\":[]}"));
    }

    @AfterAll
    static void close() {
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.pem", "trust.p12", "trust.jks"})
    void shouldTrustTheStoreAndShowTheClientCertificate(String trustStore) {
        assertThat(await(secured(trustStore, "client.p12").failureHits(QUERY)).rows())
                .isEmpty();
    }

    @Test
    void shouldNotBeLetInWithoutTheClientCertificate() {
        failure(secured("server.pem", null).failureHits(QUERY), Unreachable.class);
    }

    @Test
    void shouldNotTalkToAServerThatItDoesNotTrust() {
        failure(secured(null, "client.p12").failureHits(QUERY), Unreachable.class);
    }

    @Test
    void shouldGoThroughTheProxy() {
        // Given
        FakeHost proxy = new FakeHost(vertx);
        proxy.on(HITS, answer(200, "{\"Value\":[]}"));
        Transport transport = new Transport(URI.create(proxy.url()), null, null, null, null);
        DevCenter client = DevCenterClient.create(vertx, TestConfig.of("http://api.invalid", transport));

        // When
        await(client.failureHits(QUERY));

        // Then
        assertThat(proxy.requests(HITS))
                .singleElement()
                .satisfies(request -> assertThat(request.headers().get("Host")).isEqualTo("api.invalid"));
    }

    @Test
    void shouldTunnelThroughTheProxyWhatItMustNotRead() {
        // Given
        TunnelProxy proxy = new TunnelProxy(vertx, secured.port());
        Transport transport = transport(URI.create(proxy.url()), "server.pem", "client.p12");
        // where nobody listens: what arrives came through the proxy
        DevCenter client = DevCenterClient.create(vertx, TestConfig.of("https://127.0.0.1:1", transport));
        int tokens = secured.tokenRequests().size();

        // When
        await(client.failureHits(QUERY));

        // Then
        assertThat(secured.tokenRequests()).hasSize(tokens + 1);
        assertThat(secured.requests(HITS).getLast().headers().get("Authorization"))
                .startsWith("Bearer token-");
        assertThat(proxy.requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request)
                        .startsWith("CONNECT 127.0.0.1:1\n")
                        .doesNotContainIgnoringCase("authorization"));
        assertThat(proxy.tunnelled()).isNotEmpty().doesNotContain("Bearer", "the-client");
    }

    private static DevCenter secured(@Nullable String trustStore, @Nullable String certificate) {
        Transport transport = transport(null, trustStore, certificate);
        return DevCenterClient.create(vertx, TestConfig.of("https://127.0.0.1:" + secured.port(), transport));
    }

    private static Transport transport(@Nullable URI proxy, @Nullable String trustStore, @Nullable String certificate) {
        return new Transport(
                proxy,
                trustStore == null ? null : key(trustStore),
                PASSWORD,
                certificate == null ? null : key(certificate),
                PASSWORD);
    }

    private static Path key(String name) {
        return Path.of("src/test/resources/tls", name);
    }
}
