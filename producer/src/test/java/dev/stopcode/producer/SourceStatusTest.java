package dev.stopcode.producer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.SerdeKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class SourceStatusTest {

    private final SourceStatus status = new SourceStatus("oem", new HarvestMetrics(new SimpleMeterRegistry(), "oem"));

    @Test
    void shouldNameTheRegistryWhereThatFails() throws Exception {
        // Given
        String nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        // When
        status.failing(new SerializationException("please seek past the record", unreachable(nobody)));

        // Then
        assertThat(status.progress().error()).startsWith("The schema registry cannot be reached: GET " + nobody);
    }

    private static RuntimeException unreachable(String url) throws IOException {
        try (SchemaRegistry client = SchemaRegistry.connect(Map.of(SerdeKeys.URL, url))) {
            client.byId(5);
        } catch (RuntimeException e) {
            return e;
        }
        throw new IOException("there is a registry");
    }
}
