package dev.stopcode.devcenter;

import dev.stopcode.devcenter.json.VendorJson;
import org.jspecify.annotations.Nullable;

/**
 * What a method that writes sends: a {@code POST} to {@code path} below the API's base.
 *
 * @param body written as JSON, null for none
 */
public record Post(String path, @Nullable Object body) {

    /** The body as JSON, null for none. */
    public com.fasterxml.jackson.databind.@Nullable JsonNode json() {
        return body == null ? null : VendorJson.MAPPER.valueToTree(body);
    }
}
