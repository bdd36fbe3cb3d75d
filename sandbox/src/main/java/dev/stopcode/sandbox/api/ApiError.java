package dev.stopcode.sandbox.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** An error as the vendor's analytics API words it. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int status;
    private final String detail;

    private ApiError(Kind kind, int status, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
        this.status = status;
        this.detail = detail;
    }

    private enum Kind {
        BAD_QUERY(
                "BadRequest",
                "The calling client sent a bad request to the service.",
                "InvalidQueryParameters",
                "One or More Query Parameters has invalid values."),
        UNAUTHORIZED(
                "Unauthorized",
                "The request is not authorized.",
                "InvalidToken",
                "The access token is missing, unknown or expired."),
        NOT_FOUND(
                "NotFound",
                "The requested resource was not found.",
                "EntityNotFound",
                "The entity does not exist or is no longer available."),
        THROTTLED(
                "TooManyRequests",
                "The calling client sends too many requests.",
                "RateLimitExceeded",
                "Wait before the next request."),
        SERVER("InternalServerError", "The service failed.", "InternalError", "The request can be repeated later.");

        private final String code;
        private final String message;
        private final String innerCode;
        private final String innerMessage;

        Kind(String code, String message, String innerCode, String innerMessage) {
            this.code = code;
            this.message = message;
            this.innerCode = innerCode;
            this.innerMessage = innerMessage;
        }
    }

    static ApiError badQuery(String detail) {
        return new ApiError(Kind.BAD_QUERY, 400, detail);
    }

    static ApiError unauthorized() {
        return new ApiError(Kind.UNAUTHORIZED, 401, "access token");
    }

    static ApiError notFound(String detail) {
        return new ApiError(Kind.NOT_FOUND, 404, detail);
    }

    static ApiError throttled() {
        return new ApiError(Kind.THROTTLED, 429, "rate limit");
    }

    static ApiError server(int status) {
        return new ApiError(Kind.SERVER, status, "service");
    }

    /** Answers a request in the style of the method that it asks for. */
    void send(HttpServerRequest request) {
        JsonObject body = request.path().startsWith(ReportRoutes.PREFIX) && kind == Kind.SERVER ? envelope() : body();
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(body.toBuffer());
    }

    private JsonObject envelope() {
        return new JsonObject().putNull("data").put("errors", JsonArray.of(kind.message));
    }

    private JsonObject body() {
        JsonObject inner = new JsonObject()
                .put("code", kind.innerCode)
                .put("data", JsonArray.of(detail))
                .put("details", new JsonArray())
                .put("message", kind.innerMessage)
                .put("source", "AnalyticsAPI");
        return new JsonObject()
                .put("code", kind.code)
                .put("data", new JsonArray())
                .put("details", new JsonArray())
                .put("innererror", inner)
                .put("message", kind.message)
                .put("source", "AnalyticsAPI");
    }
}
