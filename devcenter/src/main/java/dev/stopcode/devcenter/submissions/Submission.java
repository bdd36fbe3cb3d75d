package dev.stopcode.devcenter.submissions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.stopcode.devcenter.SignedLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A submission as the vendor describes it; the names of types and states are the vendor's.
 *
 * @param commitStatus such as {@code commitPending}
 * @param downloads where its files are downloaded from and, until it is committed, uploaded to
 */
public record Submission(
        String id,
        @Nullable String productId,
        @Nullable String name,
        @Nullable String type,
        @Nullable String commitStatus,
        List<Download> downloads,
        List<Link> links) {

    /** A file of a submission, by its type. */
    public record Download(@Nullable String type, @Nullable SignedLink url) {}

    /** A method of the API that goes on from here. */
    public record Link(
            @Nullable String href,
            @Nullable String rel,
            @Nullable String method) {}

    record Downloads(List<Download> items) {}

    @JsonCreator
    static Submission read(
            @JsonProperty("id") @JsonSetter(nulls = Nulls.FAIL) String id,
            @JsonProperty("productId") @Nullable String productId,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("commitStatus") @Nullable String commitStatus,
            @JsonProperty("downloads") @Nullable Downloads downloads,
            @JsonProperty("links") List<Link> links) {
        List<Download> files = downloads == null ? List.of() : downloads.items();
        return new Submission(id, productId, name, type, commitStatus, files, links);
    }
}
