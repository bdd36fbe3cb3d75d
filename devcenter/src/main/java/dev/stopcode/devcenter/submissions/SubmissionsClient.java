package dev.stopcode.devcenter.submissions;

import dev.stopcode.devcenter.http.Admission;
import dev.stopcode.devcenter.http.Api;
import io.vertx.core.Future;

/** {@code POST /v1.0/my/hardware/products/{productId}/submissions}. */
public final class SubmissionsClient implements Submissions {

    private final Admission admission;
    private final Api api;

    public SubmissionsClient(Admission admission, Api api) {
        this.admission = admission;
        this.api = api;
    }

    record NewSubmission(String name, String type) {}

    @Override
    public Future<Submission> create(String productId, String name, SubmissionType type) {
        return admission.run(
                () -> api.create(Submissions.post(productId, name, type), answer -> answer.as(Submission.class)));
    }
}
