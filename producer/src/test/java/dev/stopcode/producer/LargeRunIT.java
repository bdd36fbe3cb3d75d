package dev.stopcode.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.config.ConfigLoader;
import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.KafkaConfig;
import dev.stopcode.config.ReportConfig;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.reports.ReportRun.Status;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run whose file is several times as large as the heap of the process that harvests it. */
@ExtendWith(Cluster.Extension.class)
class LargeRunIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    private static final int DAYS = 90;

    /** {@code medium} makes a file of about 0.3 GB, {@code large} one of about 3 GB. */
    private static final Size SIZE =
            Size.valueOf(System.getProperty("stopcode.run.size", "medium").toUpperCase(Locale.ROOT));

    private static final String HEAP = System.getProperty("stopcode.run.heap", "56m");
    private static final World WORLD = World.of(new WorldConfig(1, SIZE, TODAY));

    private final Cluster cluster;

    LargeRunIT(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Harvests what the settings of a file say, at a time, and prints how many rows there were. */
    public static void main(String[] arguments) {
        StopcodeConfig config = ConfigLoader.load(Path.of(arguments[0]), Map.of(), Map.of());
        Clock clock = Clock.fixed(Instant.parse(arguments[1]), ZoneOffset.UTC);
        DevCenterClient client = DevCenterClient.create(Vertx.vertx(), Objects.requireNonNull(config.devCenter()));
        ProducerApp app = new ProducerApp(config, client, clock, new SimpleMeterRegistry());
        app.start();
        app.firstPass().toCompletableFuture().join();
        System.out.print(app.progress().sources().getFirst().rows());
        System.exit(0);
    }

    private List<String> settings(Tenant tenant) throws Exception {
        HarvestConfig harvest = new HarvestConfig(1, 1, Duration.ofHours(12), 10_000, 1, 1, "hush");
        KafkaConfig kafka = cluster.installation(harvest, List.of(), List.of()).kafka();
        Map<String, String> settings = new TreeMap<>(kafka.serdes());
        kafka.clients().forEach((key, value) -> settings.put("kafka." + key, value));
        settings.put("topics.prefix", kafka.prefix());
        settings.putAll(tenant.simulator().settings());
        settings.put("harvest.device.key", harvest.deviceKey());
        settings.put("reports", "ihv");
        settings.put("report.ihv.view", "IHVDriver");
        settings.put("report.ihv.period", "Last90Days");
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    /** Has the report scheduled and run, so that there is something to read at once. */
    private static void awaitRun(Tenant tenant, ReportConfig report) {
        Reports reports = tenant.client().reports();
        Instant now = tenant.simulator().clock().instant();
        String template = reports.createTemplate(report.template()).await();
        String id = reports.createSchedule(new ReportSchedule(template, now, report.interval(), 700, null))
                .await();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            tenant.simulator().advance(Duration.ofSeconds(1));
            return reports.runs(id, TODAY, TODAY.plusDays(1)).await().stream()
                    .anyMatch(run -> run.status() == Status.COMPLETED);
        });
    }

    private static long events() {
        Set<String> sources = WORLD.sources().stream()
                .filter(source -> source.flavour() != Flavour.OEM)
                .map(Source::id)
                .collect(Collectors.toSet());
        return WORLD.totals(TODAY)
                .filter(total -> sources.contains(total.source())
                        && !total.day().isBefore(TODAY.minusDays(DAYS))
                        && total.day().isBefore(TODAY))
                .mapToLong(total -> total.events())
                .sum();
    }

    @Test
    void shouldHarvestARunThatDoesNotFitItsHeap(@TempDir Path dir) throws Exception {
        // Given
        Tenant tenant = new Tenant(WORLD);
        Path file = Files.write(dir.resolve("stopcode.properties"), settings(tenant));
        awaitRun(tenant, ConfigLoader.load(file, Map.of(), Map.of()).reports().getFirst());

        // When
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeRunIT.class.getName(),
                        file.toString(),
                        tenant.simulator().clock().instant().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(process.waitFor()).isZero();
        assertThat(said).endsWith(Long.toString(events()));
        tenant.close();
    }
}
