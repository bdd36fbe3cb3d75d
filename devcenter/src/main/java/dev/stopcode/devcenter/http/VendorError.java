package dev.stopcode.devcenter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.BadRequest;
import dev.stopcode.devcenter.error.DevCenterException.Forbidden;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import dev.stopcode.devcenter.error.DevCenterException.Malformed;
import dev.stopcode.devcenter.error.DevCenterException.NotFound;
import dev.stopcode.devcenter.error.DevCenterException.Throttled;
import dev.stopcode.devcenter.error.DevCenterException.Unauthorized;
import dev.stopcode.devcenter.error.DevCenterException.Unavailable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpResponseHead;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an answer that does not serve means, by its status and by what its body says. */
final class VendorError {

    private static final int LONGEST = 1000;
    private static final JsonMapper MAPPER = new JsonMapper();

    private VendorError() {}

    /** The failure that a status stands for, with what the vendor says in the body; {@code label} names the request. */
    static DevCenterException of(HttpResponseHead head, String body, String label, Instant now) {
        int status = head.statusCode();
        String message = label + ": " + status + ": " + said(body);
        return switch (status) {
            case 401 -> new Unauthorized(message);
            case 403 -> new Forbidden(message);
            case 404, 410 -> new NotFound(message);
            case 408 -> new Unavailable(message);
            case 429 -> new Throttled(message, RetryAfter.parse(head.getHeader(HttpHeaders.RETRY_AFTER), now));
            default ->
                switch (status / 100) {
                    case 5 -> new Unavailable(message);
                    case 4 -> new BadRequest(message);
                    case 3 -> new LinkRefused(message + "; this method follows no redirect");
                    default -> malformed(head, label, "not a status that this method answers with");
                };
        };
    }

    /** An answer that is not what is documented; {@code how} it is wrong goes into the message. */
    static Malformed malformed(HttpResponseHead head, String label, String how) {
        String type = Objects.requireNonNullElse(head.getHeader(HttpHeaders.CONTENT_TYPE), "no content type");
        return new Malformed(label + ": " + head.statusCode() + " (" + type + "): " + how, null);
    }

    /**
     * The analytics API's {@code innererror} or the token endpoint's {@code error}, in one line; a body that is not the
     * vendor's JSON, a gateway's HTML for one, is only said to be so.
     */
    static String said(String body) {
        String said = describe(body).replaceAll("\\s+", " ");
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    }

    private static String describe(String body) {
        try {
            JsonNode error = MAPPER.readTree(body);
            JsonNode inner = error.path("innererror").isObject() ? error.path("innererror") : error;
            String said = inner.has("code") || inner.has("message")
                    ? join(": ", text(inner, "code"), join(" ", text(inner, "message"), data(inner)))
                    : join(": ", text(error, "error"), text(error, "error_description"));
            return said.isEmpty() ? "no explanation" : said;
        } catch (JsonProcessingException e) {
            return "a body that is not JSON";
        }
    }

    private static String join(String separator, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(separator));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static String data(JsonNode node) {
        JsonNode data = node.path("data");
        return data.isEmpty() ? "" : data.toString();
    }
}
