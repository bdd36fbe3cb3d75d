package dev.stopcode.producer.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stopcode.config.CallbackConfig;
import dev.stopcode.sandbox.port.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackServerIT {

    private final AtomicInteger hints = new AtomicInteger();
    private final int port = Ports.reserve(0);
    private final HttpClient caller = HttpClient.newHttpClient();
    private CallbackServer server;

    private CallbackConfig config(int at) {
        return new CallbackConfig(URI.create("https://hooks.example.com"), "127.0.0.1", at);
    }

    @BeforeEach
    void start() {
        server = CallbackServer.start(config(port), Map.of("5ec4e7", hints::incrementAndGet));
    }

    @AfterEach
    void stop() {
        server.close();
        caller.close();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return caller.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /5ec4e7, {\"reportId\": 7}",
        "POST, /5ec4e7, no JSON",
        "GET, /5ec4e7, ''",
        "HEAD, /5ec4e7, ''",
        "PUT, /5ec4e7?reportId=7, x",
        "DELETE, /5ec4e7, ''",
        "OPTIONS, /5ec4e7, ''",
        "WHATEVER, /5ec4e7, x",
        "POST, /behind/a/proxy/5ec4e7, x"
    })
    void shouldTakeAHintHoweverItIsGiven(String method, String path, String body) throws Exception {
        // When
        HttpResponse<String> answer = call(method, path, body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(hints).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/5ec4e", "/5EC4E7", "/5ec4e7/", "/5ec4e7/7", "/%35ec4e7", "/?5ec4e7", "/..;/x"})
    void shouldKnowNoOtherPath(String path) throws Exception {
        // When
        HttpResponse<String> answer = call("POST", path, "{}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(hints).hasValue(0);
    }

    @Test
    void shouldAnswerWithoutWaitingForABodyAndCutOffOneWithoutEnd() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // Given
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();

            // When: a gigabyte is announced
            out.write("POST /5ec4e7 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));

            // Then
            assertThat(new String(in.readNBytes("HTTP/1.1 200 OK".length()), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
            assertThat(hints).hasValue(1);
            assertThat(sent(out)).isLessThan(100_000_000);
        }
    }

    /** How many bytes can be sent, of a hundred million, before nobody takes them any more. */
    private static long sent(OutputStream out) {
        byte[] megabyte = new byte[1_000_000];
        for (int i = 0; i < 100; i++) {
            try {
                out.write(megabyte);
            } catch (IOException e) {
                return (long) i * megabyte.length;
            }
        }
        return 100L * megabyte.length;
    }

    @Test
    void shouldSayWhatToSetWhenThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> CallbackServer.start(config(other.getLocalPort()), Map.of()))
                    .withMessage("Callbacks of reports cannot be listened for at 127.0.0.1:" + other.getLocalPort()
                            + " (Address already in use): set reports.callback.host and reports.callback.port, or leave"
                            + " reports.callback.url out.");
        }
    }
}
