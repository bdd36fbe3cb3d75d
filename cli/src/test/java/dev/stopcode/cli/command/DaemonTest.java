package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.cli.error.ExitCode;
import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.schemas.serde.SchemaRegistry;
import dev.stopcode.schemas.serde.SerdeKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonTest {

    @ParameterizedTest
    @ValueSource(strings = {"harvest", "stream", "work"})
    void shouldNotStartWithoutTheRegistry(String command) throws Exception {
        // Given
        String registry = nobody();
        Terminal terminal = Terminal.empty();

        // When
        int exit = terminal.run(
                command,
                "--set=kafka.bootstrap.servers=127.0.0.1:1",
                "--set=schema.registry.url=" + registry,
                "--set=devcenter.tenant=t",
                "--set=devcenter.client.id=c",
                "--set=devcenter.client.secret=s",
                "--set=sources=oem",
                "--set=source.oem.flavour=oem");

        // Then
        assertThat(terminal.err()).startsWith("stopcode: The schema registry cannot be reached: GET " + registry);
        assertThat(exit).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void shouldNameTheRegistryWhereARecordCannotBeReadForIt() throws Exception {
        // Given
        String registry = nobody();
        SerializationException failure;
        try (SchemaRegistry client = SchemaRegistry.connect(Map.of(SerdeKeys.URL, registry))) {
            failure =
                    new SerializationException("in a batch", new SerializationException("No schema", failure(client)));
        }

        // When
        FailureReport report = FailureReport.of(failure);

        // Then
        assertThat(report.message()).startsWith("The schema registry cannot be reached: GET " + registry);
        assertThat(report.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    private static RuntimeException failure(SchemaRegistry client) {
        try {
            client.byId(5);
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("there is a registry");
    }

    /** A URL at which nobody listens. */
    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }
    }
}
