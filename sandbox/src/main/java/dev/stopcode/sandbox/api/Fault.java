package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.stopcode.sandbox.report.FileQuirk;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong at the vendor's. In JSON its kind is the field {@code fault}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.Throttle.class, name = "throttle"),
    @JsonSubTypes.Type(value = Fault.ServerError.class, name = "serverError"),
    @JsonSubTypes.Type(value = Fault.Html.class, name = "html"),
    @JsonSubTypes.Type(value = Fault.RateLimit.class, name = "rateLimit"),
    @JsonSubTypes.Type(value = Fault.TruncatedBody.class, name = "truncatedBody"),
    @JsonSubTypes.Type(value = Fault.ConnectionCut.class, name = "connectionCut"),
    @JsonSubTypes.Type(value = Fault.SlowBody.class, name = "slowBody"),
    @JsonSubTypes.Type(value = Fault.TokensExpired.class, name = "tokensExpired"),
    @JsonSubTypes.Type(value = Fault.LinkExpired.class, name = "linkExpired"),
    @JsonSubTypes.Type(value = Fault.PageDrift.class, name = "pageDrift"),
    @JsonSubTypes.Type(value = Fault.LateRestatement.class, name = "lateRestatement"),
    @JsonSubTypes.Type(value = Fault.MalformedRow.class, name = "malformedRow"),
    @JsonSubTypes.Type(value = Fault.DuplicateRow.class, name = "duplicateRow"),
    @JsonSubTypes.Type(value = Fault.NullField.class, name = "nullField"),
    @JsonSubTypes.Type(value = Fault.MissingField.class, name = "missingField"),
    @JsonSubTypes.Type(value = Fault.PlaceholderHashes.class, name = "placeholderHashes"),
    @JsonSubTypes.Type(value = Fault.IsoTimes.class, name = "isoTimes"),
    @JsonSubTypes.Type(value = Fault.ReportFile.class, name = "reportFile"),
    @JsonSubTypes.Type(value = Fault.RunFailed.class, name = "runFailed"),
    @JsonSubTypes.Type(value = Fault.CallbackLost.class, name = "callbackLost"),
    @JsonSubTypes.Type(value = Fault.CabGone.class, name = "cabGone"),
    @JsonSubTypes.Type(value = Fault.CabCut.class, name = "cabCut"),
    @JsonSubTypes.Type(value = Fault.SubmissionRefused.class, name = "submissionRefused")
})
public sealed interface Fault {

    /**
     * An answer instead of the one that a request should have. Requests of the API are struck, and those for tokens
     * and to the storage host if a path names them.
     */
    sealed interface Refusal extends Fault {}

    /** The right answer, in a body that does not come as it should; strikes whom a {@link Refusal} strikes. */
    sealed interface BodyFault extends Fault {}

    /** How things are, rather than something that happens: strikes until it is cleared, unless told how often. */
    sealed interface Standing extends Fault {}

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

    /** 429 for all requests of the API but so many in so many seconds, with the time to wait. */
    record RateLimit(int requests, int seconds) implements Standing {}

    /** A body that ends in the middle although nothing says so. */
    record TruncatedBody() implements BodyFault {}

    /** The connection breaks in the middle of a body. */
    record ConnectionCut() implements BodyFault {}

    /** A body that stops in the middle for a time before it goes on. */
    record SlowBody(int millis) implements BodyFault {}

    /** All tokens given out expire just before the request. */
    record TokensExpired() implements Fault {}

    /** A link to the storage host has expired, whatever it says. */
    record LinkExpired() implements Fault {}

    /**
     * The rows change between a harvest's first page and the others; it strikes a harvest of several pages as a whole.
     */
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

    /**
     * What was known of a day on the day after it is all that is known until a later date, on which the rest comes in
     * and unknown markets find theirs. In all rows, files and pages alike; no path narrows it.
     */
    record LateRestatement(LocalDate day, LocalDate on) implements Standing {}

    /**
     * Among the rows of a day there is one more, in which {@code "abc"} stands for the count, or for the time where
     * there is no count.
     */
    record MalformedRow(LocalDate day) implements Standing {}

    /** A row stands there twice. */
    record DuplicateRow() implements Standing {}

    /** A field of rows, named as the vendor names it there, has no value. */
    record NullField(String field) implements Standing {}

    /** A field of rows, or column of a report's file, is not there. */
    record MissingField(String field) implements Standing {}

    /** Failure hashes that are not those of the failures' names; methods that ask for one know them. */
    record PlaceholderHashes() implements Standing {}

    /** Times of dumps in pages are written as documented, in ISO 8601, rather than as they are seen. */
    record IsoTimes() implements Standing {}

    /** Files of reports are written in another way. */
    record ReportFile(FileQuirk quirk) implements Standing {}

    /** A run of a report that ends without a file; its path is that of reportdata. */
    record RunFailed() implements Fault {}

    /** A completed run of which nobody is told; its path is the whole callback address. */
    record CallbackLost() implements Fault {}

    /** A dump that should be there is not: 404. */
    record CabGone() implements Fault {}

    /** The connection breaks in the middle of a dump. */
    record CabCut() implements Fault {}

    /** A submission is refused for a reason of the vendor's. */
    record SubmissionRefused(SubmissionError code) implements Fault {}
}
