package dev.stopcode.devcenter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.BadRequest;
import dev.stopcode.devcenter.error.DevCenterException.Forbidden;
import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import dev.stopcode.devcenter.error.DevCenterException.Malformed;
import dev.stopcode.devcenter.error.DevCenterException.NotFound;
import dev.stopcode.devcenter.error.DevCenterException.Throttled;
import dev.stopcode.devcenter.error.DevCenterException.Unauthorized;
import dev.stopcode.devcenter.error.DevCenterException.Unavailable;
import dev.stopcode.devcenter.json.VendorJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpResponseHead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What an answer that does not serve means, by its status and by what its body says. */
final class VendorError {

    private static final int LONGEST = 1000;

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
     * What the vendor says is wrong, in one line, in any of its forms: the analytics API's {@code innererror}, the
     * token endpoint's {@code error}, the {@code errors} of an envelope, an error's {@code code} and {@code message}.
     * A body that is not the vendor's JSON, a gateway's HTML for one, is only said to be so.
     */
    static String said(String body) {
        try {
            return said(VendorJson.MAPPER.readTree(body));
        } catch (JsonProcessingException e) {
            return "a body that is not JSON";
        }
    }

    /** As {@link #said(String)}. */
    static String said(JsonNode error) {
        String said = describe(error).replaceAll("\\s+", " ");
        return said.isEmpty() ? "no explanation" : said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    }

    private static String describe(JsonNode error) {
        if (error.isArray()) {
            return StreamSupport.stream(error.spliterator(), false)
                    .map(VendorError::describe)
                    .collect(Collectors.joining("; "));
        }
        for (String inner : List.of("innererror", "errors", "error")) {
            if (!field(error, inner).isEmpty()) {
                return describe(field(error, inner));
            }
        }
        String text = join(
                " ",
                text(error, "message"),
                text(error, "error_description"),
                list(error, "data"),
                list(error, "validationErrors"));
        return error.isTextual() ? error.asText() : join(": ", text(error, "code"), text(error, "error"), text);
    }

    private static String text(JsonNode error, String name) {
        return field(error, name).asText("");
    }

    private static String list(JsonNode error, String name) {
        JsonNode list = field(error, name);
        return list.isEmpty() ? "" : list.toString();
    }

    private static JsonNode field(JsonNode object, String name) {
        return object.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String join(String separator, String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(separator));
    }
}
