package dev.stopcode.devcenter.submissions;

import dev.stopcode.devcenter.http.Admission;
import dev.stopcode.devcenter.http.Api;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Locale;

/** {@code POST /v1.0/my/hardware/products/{productId}/submissions}. */
public final class SubmissionsClient implements Submissions {

    private static final String PRODUCTS = "/v1.0/my/hardware/products";

    private final Admission admission;
    private final Api api;

    public SubmissionsClient(Admission admission, Api api) {
        this.admission = admission;
        this.api = api;
    }

    record NewSubmission(String name, String type) {}

    @Override
    public Future<Submission> create(String productId, String name, SubmissionType type) {
        URI method = api.method(Api.path(PRODUCTS, productId) + "/submissions");
        NewSubmission body = new NewSubmission(name, type.name().toLowerCase(Locale.ROOT));
        return admission.run(() -> api.create(method, body, answer -> answer.as(Submission.class)));
    }
}
