package dev.stopcode.sandbox.api;

import static dev.stopcode.sandbox.api.SimulatorCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works with reports as a client does. */
final class ReportCalls {

    static final String PREFIX = "/analytics/driver/";

    static final List<String> COMMON = List.of(
            "FailureDateTime",
            "FailureName",
            "FailureHash",
            "Symbol",
            "OSVersion",
            "EventType",
            "Market",
            "DeviceType",
            "DriverName",
            "DriverVersion",
            "Architecture",
            "FlightRing",
            "DeviceId",
            "CabIdHash",
            "CabType",
            "CabExpirationTime",
            "EventCount");

    private final DevCenterSimulator simulator;
    private final SimulatorCalls calls;

    ReportCalls(DevCenterSimulator simulator, SimulatorCalls calls) {
        this.simulator = simulator;
        this.calls = calls;
    }

    static String template(String view, List<String> columns, String period) {
        return template(view, columns, period, "");
    }

    /** A template, with more of its parts behind those that it must have. */
    static String template(String view, List<String> columns, String period, String more) {
        return """
                {"view": "%s", "projection": ["%s"], "dateRange": {"reportPeriod": "%s"}%s}
                """.formatted(view, String.join("\", \"", columns), period, more);
    }

    static String schedule(long template, Instant start, int hours, int times) {
        return """
                {"templateId": %d, "schedule": {"startTime": "%s", "recurrenceInterval": %d, "recurrence": %d}}
                """.formatted(template, start.truncatedTo(ChronoUnit.SECONDS), hours, times);
    }

    Instant now() {
        return simulator.clock().instant();
    }

    long createTemplate(String template) throws IOException, InterruptedException {
        HttpResponse<String> created = calls.submit(PREFIX + "reporttemplate", template);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return json(created).path("data").path("templateId").asLong();
    }

    long createReport(String schedule) throws IOException, InterruptedException {
        HttpResponse<String> created = calls.submit(PREFIX + "report", schedule);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return json(created).path("data").path("reportId").asLong();
    }

    List<JsonNode> runs(long report) throws IOException, InterruptedException {
        return data(calls.get(PREFIX + "reportdata/" + report));
    }

    static List<JsonNode> data(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> data = new ArrayList<>();
        json(answer).path("data").forEach(data::add);
        return data;
    }

    static URI location(JsonNode run) {
        return URI.create(run.path("ReportLocation").asText());
    }

    /** The link to the file of a report that runs now, once. */
    URI run(String template) throws IOException, InterruptedException {
        long report = createReport(schedule(createTemplate(template), now(), 24, 1));
        runs(report);
        simulator.advance(Duration.ofSeconds(5));
        return location(runs(report).getLast());
    }

    /** The rows of such a report. */
    List<Map<String, String>> rowsOf(String template) throws IOException, InterruptedException {
        return rows(run(template));
    }

    /** The rows of a plain file by the names of the columns. */
    List<Map<String, String>> rows(URI link) throws IOException, InterruptedException {
        HttpResponse<byte[]> file = calls.download(link);
        assertThat(file.statusCode()).isEqualTo(200);
        List<String> lines =
                new String(file.body(), StandardCharsets.UTF_8).lines().toList();
        String[] header = lines.getFirst().split("\t", -1);
        return lines.stream()
                .skip(1)
                .map(line -> row(header, line.split("\t", -1)))
                .toList();
    }

    private static Map<String, String> row(String[] header, String[] cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
            row.put(header[i], cells[i]);
        }
        return row;
    }
}
