package dev.stopcode.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopcode.cli.machine.SimulatedTenant;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.reports.ReportColumn;
import dev.stopcode.devcenter.reports.ReportPeriod;
import dev.stopcode.devcenter.reports.ReportRun;
import dev.stopcode.devcenter.reports.ReportSchedule;
import dev.stopcode.devcenter.reports.ReportTemplate;
import dev.stopcode.devcenter.reports.ReportView;
import dev.stopcode.devcenter.reports.Reports;
import dev.stopcode.sandbox.api.FailureSource;
import dev.stopcode.sandbox.api.SimulatorConfig.Listen;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** Saves what a simulated Dev Center answers, as somebody does by hand. */
final class SavedAnswers implements AutoCloseable {

    private static final int PAGE = 20;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalDate today;
    private final SimulatedTenant tenant;
    private final DevCenterClient client;
    private final String token;

    SavedAnswers(World world, LocalDate today) throws Exception {
        this.today = today;
        Clock noon = Clock.fixed(today.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        tenant = SimulatedTenant.start(vertx, FailureSource.of(world), noon, Listen.LOOPBACK);
        client = DevCenterClient.create(vertx, tenant.config());
        token = json(HttpRequest.newBuilder(tenant.simulator().tokenUrl())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&resource=any&client_id="
                                + tenant.simulator().clientId() + "&client_secret="
                                + tenant.simulator().clientSecret())))
                .path("access_token")
                .asText();
    }

    /** The file of a report on the last seven days. */
    Path report(Path file) {
        Reports reports = client.reports();
        String template = got(reports.createTemplate(ReportTemplate.of(ReportView.IHV_DRIVER, ReportPeriod.LAST_7_DAYS)
                .columns(ReportColumn.of(ReportView.IHV_DRIVER))
                .build()));
        String report = got(reports.createSchedule(
                new ReportSchedule(template, tenant.simulator().clock().instant(), Duration.ofHours(12), 1, null)));
        ReportRun run = await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            tenant.simulator().advance(Duration.ofSeconds(5));
                            List<ReportRun> runs = got(reports.runs(report, today, today.plusDays(1)));
                            return runs.isEmpty() ? null : runs.getFirst();
                        },
                        newest -> newest != null && newest.status() == ReportRun.Status.COMPLETED);
        got(vertx.fileSystem()
                .open(file.toString(), new OpenOptions())
                .compose(out -> reports.download(Objects.requireNonNull(run.location()), out)));
        return file;
    }

    /** The pages of failurehits of some days, a file each; the directory. */
    Path hits(Source source, LocalDate from, LocalDate to, Path directory) throws Exception {
        return pages(source.flavour().path() + "/failurehits?startDate=" + from + "&endDate=" + to, directory);
    }

    /** The pages of failuredetails of a failure, a file each; the directory. */
    Path details(Source source, String failureHash, Path directory) throws Exception {
        return pages(source.flavour().path() + "/failuredetails?failureHash=" + failureHash, directory);
    }

    private Path pages(String path, Path directory) throws Exception {
        Files.createDirectory(directory);
        String next = path + "&top=" + PAGE + "&skip=0";
        for (int number = 0; !next.isEmpty(); number++) {
            JsonNode page = json(HttpRequest.newBuilder(tenant.simulator().api().resolve(next))
                    .header("Authorization", "Bearer " + token));
            Files.writeString(directory.resolve("page-" + number), page.toString());
            next = page.path("@nextLink").asText();
        }
        return directory;
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static <T> T got(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        got(client.close());
        tenant.close();
        got(vertx.close());
    }
}
