package dev.stopcode.devcenter.submissions;

import dev.stopcode.devcenter.Post;
import dev.stopcode.devcenter.http.Api;
import io.vertx.core.Future;
import java.util.Locale;

/** Submissions of hardware products. */
public interface Submissions {

    /**
     * Creates a submission of a product. Fails with a {@link dev.stopcode.devcenter.error.DevCenterException} that
     * carries the vendor's functional error ({@code InvalidInput}, {@code RequestInvalidForCurrentState},
     * {@code UpdateUnauthorized}, {@code EntityNotFound}); with {@code OutcomeUnknown} where it may have been created
     * nevertheless.
     *
     * @param name what to call it
     */
    Future<Submission> create(String productId, String name, SubmissionType type);

    /** What {@link #create} sends. */
    static Post post(String productId, String name, SubmissionType type) {
        return new Post(
                Api.path("/v1.0/my/hardware/products", productId) + "/submissions",
                new SubmissionsClient.NewSubmission(name, type.name().toLowerCase(Locale.ROOT)));
    }
}
