package dev.stopcode.sandbox.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigInteger;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Submissions of products, which are the applications of the rows: the first one initial, all others derived. */
final class SubmissionRoutes {

    private static final String PATH = "/v1.0/my/hardware/products/";
    private static final long FIRST_ID = 1_152_921_504_621_465_124L;

    private final FailureSource rows;
    private final Faults faults;
    private final SignedFolder packages;
    private final Supplier<URI> api;
    private final Set<String> begun = new HashSet<>();
    private long created;

    /**
     * Routes over products without submissions.
     *
     * @param packages where the packages of submissions would be
     * @param api base of the API
     */
    SubmissionRoutes(FailureSource rows, Faults faults, SignedFolder packages, Supplier<URI> api) {
        this.rows = rows;
        this.faults = faults;
        this.packages = packages;
        this.api = api;
    }

    void mount(Router router, Answers answers) {
        router.post(PATH + ":product/submissions").handler(context -> {
            try {
                send(answers, context, 201, create(context));
            } catch (Refused e) {
                JsonObject error = new JsonObject().put("code", e.error.code()).put("message", e.getMessage());
                send(answers, context, e.status, new JsonObject().put("error", error));
            }
        });
    }

    private static void send(Answers answers, RoutingContext context, int status, JsonObject body) {
        answers.json(context, status, Buffer.buffer(body.encode()));
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final SubmissionError error;
        private final int status;

        Refused(SubmissionError error, int status, String message) {
            super(message, null, false, false);
            this.error = error;
            this.status = status;
        }

        Refused(SubmissionError error, String message) {
            this(error, error.status(), message);
        }
    }

    private JsonObject create(RoutingContext context) {
        faults.strike(Fault.SubmissionRefused.class, context.request().path()).ifPresent(fault -> {
            throw new Refused(fault.code(), fault.code().message());
        });
        String product = context.pathParam("product");
        if (rows.sources().stream().noneMatch(source -> product.equals(source.applicationId()))) {
            throw new Refused(SubmissionError.ENTITY_NOT_FOUND, "Product not found");
        }
        JsonObject body = body(context);
        Object name = body.getValue("name");
        Object type = body.getValue("type");
        if (!(name instanceof String text)
                || text.isBlank()
                || !List.of("initial", "derived").contains(type)) {
            throw new Refused(SubmissionError.INVALID_INPUT, "name, and type initial or derived, are required");
        }
        return submit(product, text, type.equals("initial"));
    }

    private static JsonObject body(RoutingContext context) {
        String type = Objects.requireNonNullElse(context.request().getHeader("Content-Type"), "application/json");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new Refused(SubmissionError.INVALID_INPUT, 415, "application/json is required");
        }
        try {
            return Objects.requireNonNullElse(context.body().asJsonObject(), new JsonObject());
        } catch (DecodeException | ClassCastException e) {
            throw new Refused(SubmissionError.INVALID_INPUT, 400, "The body is not a JSON object");
        }
    }

    private synchronized JsonObject submit(String product, String name, boolean initial) {
        if (initial && !begun.add(product)) {
            throw new Refused(SubmissionError.REQUEST_INVALID_FOR_CURRENT_STATE, "Initial submission already exists");
        }
        if (!initial && !begun.contains(product)) {
            throw new Refused(
                    SubmissionError.REQUEST_INVALID_FOR_CURRENT_STATE,
                    "Cannot create derived submission since no initial submission created");
        }
        long id = FIRST_ID + created++;
        String self = api.get() + PATH + product + "/submissions/" + id;
        JsonObject file = new JsonObject()
                .put("type", initial ? "initialPackage" : "derivedPackage")
                .put("url", packages.link(UUID.randomUUID().toString()));
        return new JsonObject()
                .put("id", id)
                .put("productId", new BigInteger(product))
                .put("downloads", new JsonObject().put("items", JsonArray.of(file)))
                .put(
                        "links",
                        JsonArray.of(link(self, "self", "GET"), link(self + "/commit", "commit_submission", "POST")))
                .put("commitStatus", "commitPending")
                .put("name", name)
                .put("type", initial ? "initial" : "derived");
    }

    private static JsonObject link(String href, String rel, String method) {
        return new JsonObject().put("href", href).put("rel", rel).put("method", method);
    }
}
