package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong at the vendor's. In JSON its kind is the field {@code fault}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.Throttle.class, name = "throttle"),
    @JsonSubTypes.Type(value = Fault.ServerError.class, name = "serverError"),
    @JsonSubTypes.Type(value = Fault.Html.class, name = "html"),
    @JsonSubTypes.Type(value = Fault.TruncatedBody.class, name = "truncatedBody"),
    @JsonSubTypes.Type(value = Fault.TokensExpired.class, name = "tokensExpired"),
    @JsonSubTypes.Type(value = Fault.PageDrift.class, name = "pageDrift"),
    @JsonSubTypes.Type(value = Fault.MalformedRow.class, name = "malformedRow"),
    @JsonSubTypes.Type(value = Fault.CabGone.class, name = "cabGone"),
    @JsonSubTypes.Type(value = Fault.CabCut.class, name = "cabCut"),
    @JsonSubTypes.Type(value = Fault.RunFailed.class, name = "runFailed"),
    @JsonSubTypes.Type(value = Fault.CallbackLost.class, name = "callbackLost")
})
public sealed interface Fault {

    /** An answer to a request of the API instead of the one that it should have. */
    sealed interface Refusal extends Fault {}

    /**
     * 429.
     *
     * @param retryAfter the header's value, seconds or an HTTP date; null: no such header
     */
    record Throttle(@Nullable String retryAfter) implements Refusal {}

    /** An error of the service, with the vendor's error body. */
    record ServerError(int status) implements Refusal {}

    /** A gateway's HTML page, with any status, 200 included. */
    record Html(int status) implements Refusal {}

    /** A JSON answer that ends in the middle. */
    record TruncatedBody() implements Fault {}

    /** All tokens given out expire just before the request. */
    record TokensExpired() implements Fault {}

    /** The rows change between a harvest's first page and the others; it strikes a harvest of several pages as a whole. */
    record PageDrift(Kind kind) implements Fault {

        /** How they change. */
        public enum Kind {
            /** A row comes in at the front: TotalCount grows and a row is seen twice. */
            INSERTED,
            /** The first row goes: TotalCount falls and a row is not seen. */
            REMOVED,
            /** The order changes: TotalCount stays, one row is seen twice and another not at all. */
            REORDERED
        }
    }

    /** Among the rows of a day there is one more, whose eventCount is {@code "abc"}. Strikes until it is cleared. */
    record MalformedRow(LocalDate day) implements Fault {}

    /** A dump that should be there is not: 404. */
    record CabGone() implements Fault {}

    /** The connection breaks in the middle of a dump. */
    record CabCut() implements Fault {}

    /** A run of a report that ends without a file; its path is that of reportdata. */
    record RunFailed() implements Fault {}

    /** A completed run of which nobody is told; its path is the whole callback address. */
    record CallbackLost() implements Fault {}
}
