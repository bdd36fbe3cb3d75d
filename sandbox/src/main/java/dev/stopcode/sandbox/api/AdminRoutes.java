package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import java.util.Map;
import java.util.Objects;

/** Lets scripts move the simulator's date and inject faults; needs no token. */
final class AdminRoutes {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final MovableClock clock;
    private final Faults faults;

    AdminRoutes(MovableClock clock, Faults faults) {
        this.clock = clock;
        this.faults = faults;
    }

    void mount(Router router) {
        router.get("/sandbox/clock").handler(this::showClock);
        router.post("/sandbox/clock").handler(this::advance);
        router.get("/sandbox/faults").handler(this::showFaults);
        router.post("/sandbox/faults").handler(this::inject);
        router.delete("/sandbox/faults").handler(context -> {
            faults.clear();
            showFaults(context);
        });
    }

    private void advance(RoutingContext context) {
        String text = context.request().getParam("advance", "");
        try {
            clock.advance(amount(text));
            showClock(context);
        } catch (DateTimeParseException e) {
            refuse(context, "advance: '" + text + "' is neither a period (P1D) nor a duration (PT6H)");
        }
    }

    private static TemporalAmount amount(String text) {
        return text.indexOf('T') < 0 ? Period.parse(text) : Duration.parse(text);
    }

    private void showClock(RoutingContext context) {
        Instant now = clock.instant();
        send(context, Map.of("now", now, "today", LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }

    private void inject(RoutingContext context) {
        try {
            faults.inject(FaultReader.read(
                    JSON.readTree(Objects.requireNonNullElse(context.body().asString(), "{}"))));
            showFaults(context);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            refuse(context, "fault: " + e.getMessage());
        }
    }

    private void showFaults(RoutingContext context) {
        send(context, faults.pending());
    }

    private static void refuse(RoutingContext context, String message) {
        context.response().setStatusCode(400);
        send(context, Map.of("message", message));
    }

    private static void send(RoutingContext context, Object body) {
        try {
            context.response().putHeader("Content-Type", "application/json").end(JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
