package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.sandbox.report.ReportBook;
import dev.stopcode.sandbox.report.ReportProblems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Templates, schedules and runs of reports, in the vendor's envelope. */
final class ReportRoutes {

    static final String PREFIX = "/analytics/driver/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReportBook book;
    private final SignedFolder files;
    private final Answers answers;

    ReportRoutes(ReportBook book, SignedFolder files, Answers answers) {
        this.book = book;
        this.files = files;
        this.answers = answers;
    }

    void mount(Router router) {
        answer(router, HttpMethod.POST, "reporttemplate", this::createTemplate);
        answer(router, HttpMethod.GET, "reporttemplate", context -> book.templates());
        answer(router, HttpMethod.GET, "reporttemplate/:id", context -> book.templateJson(id(context)));
        answer(router, HttpMethod.POST, "reporttemplate/:id", this::editTemplate);
        answer(router, HttpMethod.POST, "report", this::createReport);
        answer(router, HttpMethod.GET, "report", context -> book.reports());
        answer(router, HttpMethod.POST, "report/pause/:id", context -> activate(context, false));
        answer(router, HttpMethod.POST, "report/resume/:id", context -> activate(context, true));
        answer(router, HttpMethod.POST, "report/:id", this::editReport);
        answer(router, HttpMethod.GET, "reportdata/:id", this::runs);
    }

    private void answer(Router router, HttpMethod method, String path, Function<RoutingContext, JsonNode> data) {
        int status = method.equals(HttpMethod.POST) ? 201 : 200;
        router.route(method, PREFIX + path)
                .handler(context -> send(context, status, data.apply(context), List.of()))
                .failureHandler(this::fail);
    }

    private void fail(RoutingContext context) {
        if (context.failure() instanceof ReportProblems e) {
            send(context, 400, JsonNodeFactory.instance.nullNode(), e.problems());
        } else {
            context.next();
        }
    }

    private void send(RoutingContext context, int status, JsonNode data, List<String> errors) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().set("data", data);
        errors.forEach(envelope.putArray("errors")::add);
        answers.json(context, status, Buffer.buffer(envelope.toString()));
    }

    private JsonNode createTemplate(RoutingContext context) {
        return id("templateId", book.createTemplate(body(context)));
    }

    private JsonNode editTemplate(RoutingContext context) {
        book.editTemplate(id(context), body(context));
        return id("templateId", id(context));
    }

    private JsonNode createReport(RoutingContext context) {
        return id("reportId", book.createReport(body(context)));
    }

    private JsonNode editReport(RoutingContext context) {
        book.editReport(id(context), body(context));
        return id("reportId", id(context));
    }

    private JsonNode activate(RoutingContext context, boolean on) {
        book.activate(id(context), on);
        return id("reportId", id(context));
    }

    private JsonNode runs(RoutingContext context) {
        return book.runs(
                id(context),
                date(context, "startDate", LocalDate.MIN),
                date(context, "endDate", LocalDate.MAX),
                run -> files.link(String.valueOf(run.id())));
    }

    private static JsonNode id(String name, long id) {
        return JsonNodeFactory.instance.objectNode().put(name, id);
    }

    private static long id(RoutingContext context) {
        String text = context.pathParam("id");
        if (!text.matches("\\d{1,18}")) {
            throw new ReportProblems(List.of("'" + text + "' is not an id"));
        }
        return Long.parseLong(text);
    }

    private static LocalDate date(RoutingContext context, String name, LocalDate otherwise) {
        String text = context.request().getParam(name, "");
        if (text.isBlank()) {
            return otherwise;
        }
        return RowDates.parse(text)
                .orElseThrow(() -> new ReportProblems(List.of(name + ": '" + text + "' is not a date")));
    }

    private static JsonNode body(RoutingContext context) {
        @Nullable String text = context.body().asString();
        try {
            return JSON.readTree(Objects.requireNonNullElse(text, ""));
        } catch (JsonProcessingException e) {
            throw new ReportProblems(List.of("body: " + e.getOriginalMessage()));
        }
    }
}
