package dev.stopcode.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A template that a client has left.
 *
 * @param json as it was sent
 */
record StoredTemplate(long id, Template template, JsonNode json, Instant created, Instant modified) {

    static StoredTemplate of(long id, JsonNode json, Instant now) {
        return new StoredTemplate(id, TemplateReader.read(json), json, now, now);
    }

    StoredTemplate edited(JsonNode other, Instant now) {
        return new StoredTemplate(id, TemplateReader.read(other), other, created, now);
    }

    /** As the vendor tells of it: the template is a text. */
    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("templateId", id)
                .put("template", json.toString())
                .put("createdDatetime", VendorTimes.millis(created))
                .put("modifiedDatetime", VendorTimes.millis(modified));
    }
}
