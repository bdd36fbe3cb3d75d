package dev.stopcode.devcenter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an error body says: the analytics API's {@code innererror}, or the token endpoint's {@code error}. */
final class VendorError {

    private static final int LONGEST = 1000;
    private static final JsonMapper MAPPER = new JsonMapper();

    private VendorError() {}

    /** One line for a message; a body that is not the vendor's JSON, a gateway's HTML for one, is only said to be so. */
    static String of(String body) {
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
