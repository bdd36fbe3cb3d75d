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
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportIT {

    private static final String HITS = "/v1.0/my/analytics/ihvdriver/failurehits";
    private static final HitsQuery QUERY = HitsQuery.day(Flavour.WINDOWS_7_8, null, LocalDate.of(2017, 2, 26), 2);
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path keys;

    private static Vertx vertx;
    private static FakeHost secured;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        for (String who : List.of("server", "client")) {
            keytool(
                    "-genkeypair",
                    "-alias",
                    who,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + who,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-keystore",
                    file(who + ".p12"));
            keytool("-exportcert", "-rfc", "-alias", who, "-keystore", file(who + ".p12"), "-file", file(who + ".pem"));
        }
        keytool("-importcert", "-noprompt", "-file", file("server.pem"), "-keystore", file("trust.p12"));
        keytool(
                "-importcert",
                "-noprompt",
                "-file",
                file("server.pem"),
                "-storetype",
                "JKS",
                "-keystore",
                file("trust.jks"));
        secured = new FakeHost(
                vertx,
                new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(
                                new PfxOptions().setPath(file("server.p12")).setPassword(PASSWORD))
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions().addCertPath(file("client.pem"))));
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

    private static DevCenter secured(@Nullable String trustStore, @Nullable String certificate) {
        Transport transport = new Transport(
                null,
                trustStore == null ? null : keys.resolve(trustStore),
                PASSWORD,
                certificate == null ? null : keys.resolve(certificate),
                PASSWORD);
        return DevCenterClient.create(vertx, TestConfig.of("https://127.0.0.1:" + secured.port(), transport));
    }

    private static String file(String name) {
        return keys.resolve(name).toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-validity", "10"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
