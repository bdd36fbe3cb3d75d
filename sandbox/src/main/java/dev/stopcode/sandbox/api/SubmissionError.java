package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a submission is refused. */
public enum SubmissionError {
    @JsonProperty("InvalidInput")
    INVALID_INPUT("InvalidInput", 422, "The input is not valid"),
    @JsonProperty("RequestInvalidForCurrentState")
    REQUEST_INVALID_FOR_CURRENT_STATE("RequestInvalidForCurrentState", 400, "The product is not in that state"),
    @JsonProperty("UpdateUnauthorized")
    UPDATE_UNAUTHORIZED("UpdateUnauthorized", 403, "The product is shared and not to be changed"),
    @JsonProperty("EntityNotFound")
    ENTITY_NOT_FOUND("EntityNotFound", 404, "There is no such product");

    private final String code;
    private final int status;
    private final String message;

    SubmissionError(String code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    /** As the vendor writes it. */
    String code() {
        return code;
    }

    /** HTTP status of the answer. */
    int status() {
        return status;
    }

    /** What is said where nothing more is known. */
    String message() {
        return message;
    }
}
