package dev.stopcode.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportMemoryIT {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final List<String> COLUMNS = List.of(
            "FailureDateTime", "FailureHash", "FailureName", "DriverName", "DriverVersion", "DeviceId", "CabIdHash");

    /** Downloads the events of ninety days of a medium world and compares their number with what the world counts. */
    public static void main(String[] arguments) throws Exception {
        World world = World.of(new WorldConfig(1, Size.MEDIUM, TODAY));
        Vertx vertx = Vertx.vertx();
        DevCenterSimulator simulator = DevCenterSimulator.start(vertx, SimulatorConfig.of(FailureSource.of(world)))
                .await();
        SimulatorCalls calls = new SimulatorCalls(simulator).authorized();
        String template = ReportCalls.template("IHVDriver", COLUMNS, "Last90Days");
        long rows;
        try (InputStream file =
                calls.stream(new ReportCalls(simulator, calls).run(template)).body()) {
            rows = lines(file) - 1;
        }
        System.out.println(rows + " of " + counted(world));
        vertx.close().await();
    }

    private static long lines(InputStream file) throws IOException {
        byte[] bytes = new byte[8192];
        long lines = 0;
        for (int n = file.read(bytes); n >= 0; n = file.read(bytes)) {
            for (int i = 0; i < n; i++) {
                lines += bytes[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    private static long counted(World world) {
        return TODAY.minusDays(90)
                .datesUntil(TODAY)
                .flatMap(day -> world.sources().stream()
                        .filter(source -> source.flavour() != Flavour.OEM)
                        .flatMap(source -> world.rows(source, day, TODAY).stream()))
                .mapToLong(HitRow::eventCount)
                .sum();
    }

    @Test
    void shouldMakeALongReportOfAMediumWorldInASmallHeap() throws Exception {
        // When
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReportMemoryIT.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        // Then
        assertThat(process.waitFor()).isZero();
        assertThat(said).matches("(\\d{6,}) of \\1");
    }
}
