package dev.stopcode.devcenter.submissions;

import io.vertx.core.Future;

/** Submissions of hardware products. */
public interface Submissions {

    /**
     * Creates a submission of a product. Fails with a {@link dev.stopcode.devcenter.error.DevCenterException} that carries the
     * vendor's functional error ({@code InvalidInput}, {@code RequestInvalidForCurrentState}, {@code UpdateUnauthorized},
     * {@code EntityNotFound}); with {@code OutcomeUnknown} where it may have been created nevertheless.
     *
     * @param name what to call it
     */
    Future<Submission> create(String productId, String name, SubmissionType type);
}
