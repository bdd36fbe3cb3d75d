package dev.stopcode.devcenter;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * A link to another host that carries its own permission, for a limited time: whoever has it may download. Never
 * printed.
 *
 * @param uri as the vendor wrote it
 */
public record SignedLink(String uri) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SignedLink {}

    @Override
    public String toString() {
        return "SignedLink[***]";
    }
}
