package dev.stopcode.sandbox.api;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The token endpoint, and what checks the tokens that it gave out. */
final class TokenDesk {

    private static final String BEARER = "Bearer ";

    private final SimulatorConfig config;
    private final Clock clock;
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

    TokenDesk(SimulatorConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    void issue(RoutingContext context) {
        MultiMap form = context.request().formAttributes();
        if (!"client_credentials".equals(form.get("grant_type")) || form.get("resource") == null) {
            refuse(
                    context.response(),
                    400,
                    "invalid_request",
                    "grant_type=client_credentials and resource are needed.");
        } else if (!config.clientId().equals(form.get("client_id"))) {
            refuse(context.response(), 400, "unauthorized_client", "The application was not found in the directory.");
        } else if (!config.clientSecret().equals(form.get("client_secret"))) {
            refuse(context.response(), 401, "invalid_client", "An invalid client secret was provided.");
        } else {
            grant(context.response(), form.get("resource"));
        }
    }

    private void grant(HttpServerResponse response, String resource) {
        Instant now = clock.instant();
        Instant expires = now.plus(config.tokenLifetime());
        String token = "sandbox." + UUID.randomUUID();
        expiries.put(token, expires);
        String seconds = String.valueOf(config.tokenLifetime().toSeconds());
        JsonObject body = new JsonObject()
                .put("token_type", "Bearer")
                .put("expires_in", seconds)
                .put("ext_expires_in", seconds)
                .put("expires_on", String.valueOf(expires.getEpochSecond()))
                .put("not_before", String.valueOf(now.getEpochSecond()))
                .put("resource", resource)
                .put("access_token", token);
        response.putHeader("Content-Type", "application/json; charset=utf-8").end(body.toBuffer());
    }

    private static void refuse(HttpServerResponse response, int status, String error, String description) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(new JsonObject()
                        .put("error", error)
                        .put("error_description", description)
                        .toBuffer());
    }

    boolean accepts(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return false;
        }
        Instant expires = expiries.get(authorization.substring(BEARER.length()));
        return expires != null && clock.instant().isBefore(expires);
    }

    void expireAll() {
        expiries.clear();
    }
}
