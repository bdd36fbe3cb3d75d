package dev.stopcode.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSchemaRegistryIT {

    private static final Schema EVENT =
            SchemaBuilder.record("Event").fields().requiredInt("count").endRecord();
    private static final String EVENT_TEXT = EVENT.toString().replace("\"", "\\\"");

    private RegistryStub stub;
    private final Map<String, Object> settings = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        stub = RegistryStub.start();
        settings.put(SerdeKeys.URL, stub.url());
        settings.put(SerdeKeys.RETRY_WAIT, 1);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void shouldRegisterTheCompactSchema() {
        // Given
        stub.then(200, "{\"id\":7}");

        // When
        int id;
        try (SchemaRegistry registry = SchemaRegistry.connect(settings)) {
            id = registry.register("my topic/x-value", EVENT);
        }

        // Then
        assertThat(id).isEqualTo(7);
        assertThat(stub.calls())
                .containsExactly(new RegistryStub.Call(
                        "POST /subjects/my%20topic%2Fx-value/versions",
                        "application/vnd.schemaregistry.v1+json", "null", "{\"schema\":\"" + EVENT_TEXT + "\"}"));
    }

    @Test
    void shouldKeepThePathOfTheBaseUrlAndAskForNormalization() {
        // Given
        stub.then(200, "{\"subject\":\"s\",\"id\":7,\"version\":1}");
        settings.put(SerdeKeys.URL, stub.url() + "/apis/ccompat/v7");
        settings.put(SerdeKeys.NORMALIZE, true);

        // When
        int id = SchemaRegistry.connect(settings).idOf("s", EVENT);

        // Then
        assertThat(id).isEqualTo(7);
        assertThat(stub.calls().getFirst().request()).isEqualTo("POST /apis/ccompat/v7/subjects/s?normalize=true");
    }

    @Test
    void shouldReadSchemasLevelsAndSubjects() {
        // Given
        stub.then(200, "{\"schema\":\"" + EVENT_TEXT + "\"}")
                .then(200, "{\"id\":7,\"version\":3,\"schema\":\"" + EVENT_TEXT + "\"}")
                .then(200, "{\"compatibilityLevel\":\"FULL_TRANSITIVE\"}")
                .then(200, "[\"a\",\"b\"]")
                .then(200, "{\"compatibility\":\"FULL\"}");
        SchemaRegistry registry = SchemaRegistry.connect(settings);

        // When / Then
        assertThat(registry.byId(7)).isEqualTo(EVENT);
        assertThat(registry.latest("a")).contains(new RegisteredSchema(7, 3, EVENT));
        assertThat(registry.compatibility("a")).contains(Compatibility.FULL_TRANSITIVE);
        assertThat(registry.subjects()).containsExactly("a", "b");
        registry.setCompatibility("a", Compatibility.FULL);
        assertThat(stub.calls())
                .extracting(RegistryStub.Call::request)
                .containsExactly(
                        "GET /schemas/ids/7",
                        "GET /subjects/a/versions/latest",
                        "GET /config/a",
                        "GET /subjects",
                        "PUT /config/a");
        assertThat(stub.calls().getLast().body()).isEqualTo("{\"compatibility\":\"FULL\"}");
    }

    @Test
    void shouldTakeAMissingSubjectAsEmpty() {
        // Given
        stub.then(404, "{\"error_code\":40401,\"message\":\"Subject not found\"}")
                .then(404, "{\"error_code\":40408,\"message\":\"No level\"}");
        SchemaRegistry registry = SchemaRegistry.connect(settings);

        // When / Then
        assertThat(registry.latest("a")).isEmpty();
        assertThat(registry.compatibility("a")).isEmpty();
    }

    @Test
    void shouldTellARefusalFromAFailureThatMayPass() {
        // Given
        settings.put(SerdeKeys.MAX_RETRIES, 0);
        stub.then(409, "{\"error_code\":409,\"message\":\"reader field 'x' has no default\"}")
                .then(503, "<html>busy</html>");
        SchemaRegistry registry = SchemaRegistry.connect(settings);

        // When / Then
        assertThatThrownBy(() -> registry.register("a", EVENT))
                .asInstanceOf(type(SchemaRegistryException.class))
                .matches(SchemaRegistryException::isIncompatible)
                .matches(e -> !e.isRetryable())
                .extracting(Throwable::getMessage)
                .asString()
                .contains("409", "/subjects/a/versions", "reader field 'x' has no default");
        assertThatThrownBy(() -> registry.register("a", EVENT))
                .asInstanceOf(type(SchemaRegistryException.class))
                .matches(SchemaRegistryException::isRetryable);
    }

    @Test
    void shouldTryAgainWhatMayPass() {
        // Given
        settings.put(SerdeKeys.MAX_RETRIES, 2);
        stub.then(503, "").then(429, "").then(200, "{\"id\":7}");

        // When
        int id = SchemaRegistry.connect(settings).register("a", EVENT);

        // Then
        assertThat(id).isEqualTo(7);
        assertThat(stub.calls()).hasSize(3);
    }

    @Test
    void shouldAskTheNextRegistryWhenOneIsGone() throws IOException {
        // Given
        stub.then(200, "{\"id\":7}");
        settings.put(SerdeKeys.MAX_RETRIES, 0);
        settings.put(SerdeKeys.URL, "http://localhost:" + freePort() + "," + stub.url());

        // When
        int id = SchemaRegistry.connect(settings).register("a", EVENT);

        // Then
        assertThat(id).isEqualTo(7);
    }

    @Test
    void shouldSayThatNoRegistryAnswers() throws IOException {
        // Given
        settings.put(SerdeKeys.MAX_RETRIES, 0);
        settings.put(SerdeKeys.URL, "http://user:secret@localhost:" + freePort());

        // When / Then
        assertThatThrownBy(() -> SchemaRegistry.connect(settings).subjects())
                .asInstanceOf(type(SchemaRegistryException.class))
                .matches(SchemaRegistryException::isRetryable)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("cannot be reached")
                .doesNotContain("secret");
    }

    @Test
    void shouldRefuseAnAnswerThatIsNoRegistrys() {
        // Given
        stub.then(200, "<html>proxy</html>").then(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
        SchemaRegistry registry = SchemaRegistry.connect(settings);

        // When / Then
        assertThatThrownBy(registry::subjects)
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("is this a registry?");
        assertThatThrownBy(() -> registry.byId(3))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("schema 3")
                .hasMessageContaining("JSON");
    }

    @Test
    void shouldSendUserAndPassword() {
        // Given
        stub.then(200, "[]").then(200, "[]");
        settings.put(SerdeKeys.BASIC_SOURCE, "USER_INFO");
        settings.put(SerdeKeys.BASIC_USER_INFO, "Aladdin:open sesame");

        // When
        SchemaRegistry.connect(settings).subjects();
        SchemaRegistry.connect(Map.of(SerdeKeys.URL, "http://Aladdin:open%20sesame@localhost:" + stub.port()))
                .subjects();

        // Then
        assertThat(stub.calls())
                .extracting(RegistryStub.Call::authorization)
                .containsOnly("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void shouldSendTheBearerToken() {
        // Given
        stub.then(200, "[]");
        settings.put(SerdeKeys.BEARER_SOURCE, "STATIC_TOKEN");
        settings.put(SerdeKeys.BEARER_TOKEN, "t0ken");

        // When
        SchemaRegistry.connect(settings).subjects();

        // Then
        assertThat(stub.calls().getFirst().authorization()).isEqualTo("Bearer t0ken");
    }

    @Test
    void shouldTrustTheConfiguredCertificate(@TempDir Path dir) throws Exception {
        // Given
        Path store = keyStore(dir);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(sslContext(store)));
        try (RegistryStub secure = new RegistryStub(https)) {
            secure.then(200, "[\"a\"]");
            settings.put(SerdeKeys.URL, "https://localhost:" + secure.port());
            settings.put(SerdeKeys.MAX_RETRIES, 0);
            SchemaRegistry distrustful = SchemaRegistry.connect(settings);
            settings.put("schema.registry.ssl.truststore.location", store.toString());
            settings.put("schema.registry.ssl.truststore.password", "changeit");
            settings.put("schema.registry.ssl.truststore.type", "PKCS12");

            // When / Then
            assertThatThrownBy(distrustful::subjects).isInstanceOf(SchemaRegistryException.class);
            assertThat(SchemaRegistry.connect(settings).subjects()).containsExactly("a");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path keyStore(Path dir) throws Exception {
        Path store = dir.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    private static SSLContext sslContext(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
