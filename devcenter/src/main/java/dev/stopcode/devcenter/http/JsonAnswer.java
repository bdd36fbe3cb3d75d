package dev.stopcode.devcenter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stopcode.devcenter.error.DevCenterException.BadRequest;
import dev.stopcode.devcenter.error.DevCenterException.Malformed;
import dev.stopcode.devcenter.json.VendorJson;
import io.vertx.core.http.HttpResponseHead;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A short answer, whole: the JSON of a 200 or 201, whatever its Content-Type says; {@code MissingNode} for no body. */
public record JsonAnswer(HttpResponseHead head, String label, JsonNode body) {

    private record Envelope(
            @Nullable JsonNode data, @Nullable JsonNode errors) {}

    /**
     * What the envelope {@code {"data": …, "errors": […]}} holds; an answer without a body holds nothing. Fails with
     * {@link BadRequest} where it holds errors.
     */
    public JsonAnswer data() throws BadRequest, Malformed {
        if (body.isMissingNode()) {
            return this;
        }
        Envelope envelope = as(Envelope.class);
        JsonNode errors = envelope.errors();
        if (errors != null && !nothing(errors)) {
            throw new BadRequest(label + ": " + head.statusCode() + ": " + VendorError.said(errors));
        }
        return new JsonAnswer(head, label, envelope.data() == null ? MissingNode.getInstance() : envelope.data());
    }

    /** The JSON as an object of that type. */
    public <T> T as(Class<T> type) throws Malformed {
        return read(body, type);
    }

    /** The JSON as a list of that type, empty where there is none. */
    public <T> List<T> list(Class<T> type) throws Malformed {
        if (!body.isArray() && !nothing(body)) {
            throw malformed("a list is expected");
        }
        return StreamSupport.stream(body.spliterator(), false)
                .map(element -> read(element, type))
                .toList();
    }

    private <T> T read(JsonNode json, Class<T> type) throws Malformed {
        if (!json.isObject()) {
            throw malformed("an object is expected");
        }
        try {
            return VendorJson.MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            // without the cause: it may quote a signed link
            throw malformed("not what is documented" + place(e));
        }
    }

    private static String place(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "" : " at " + step.getFieldName())
                        .collect(Collectors.joining())
                : "";
    }

    private static boolean nothing(JsonNode json) {
        return json.isMissingNode()
                || json.isNull()
                || (json.isContainerNode() ? json.isEmpty() : json.asText().isBlank());
    }

    private Malformed malformed(String how) {
        return VendorError.malformed(head, label, how);
    }
}
