package dev.stopcode.devcenter.reports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.devcenter.json.VendorJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A template that the vendor keeps.
 *
 * @param json the template as it came, to be shown
 * @param template the template, null where it is not built as documented
 */
public record StoredTemplate(
        String templateId,
        String json,
        @Nullable ReportTemplate template,
        @Nullable Instant created,
        @Nullable Instant modified) {

    @JsonCreator
    static StoredTemplate read(
            @JsonProperty("templateId") @JsonSetter(nulls = Nulls.FAIL) String templateId,
            @JsonProperty("template") @JsonSetter(nulls = Nulls.FAIL) JsonNode template,
            @JsonProperty("createdDatetime") @Nullable Instant created,
            @JsonProperty("modifiedDatetime") @Nullable Instant modified) {
        return new StoredTemplate(
                templateId,
                template.isTextual() ? template.asText() : template.toString(),
                VendorJson.embedded(template, ReportTemplate.class),
                created,
                modified);
    }
}
