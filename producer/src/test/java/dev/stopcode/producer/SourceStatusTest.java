package dev.stopcode.producer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.SerdeKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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

    @Test
    void shouldTellWhatTheVendorRefusesInOneLine() {
        // Given
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(SourceStatus.class);
        logger.addAppender(log);

        // When
        status.stopped("Check the client secret", new DevCenterException.Unauthorized("wrong secret"));
        logger.detachAppender(log);

        // Then
        assertThat(log.list).singleElement().satisfies(entry -> {
            assertThat(entry.getKeyValuePairs()).anyMatch(pair -> pair.value.equals("Check the client secret"));
            assertThat(entry.getThrowableProxy()).isNull();
        });
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
