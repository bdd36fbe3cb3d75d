package dev.stopcode.devcenter.http;

import io.vertx.core.Future;

/** Where an {@link Api} takes its bearer tokens from. */
public interface BearerTokens {

    /** A token that is valid as far as is known here. */
    Future<String> current();

    /** The token to use after the API has answered 401 to {@code refused}; never {@code refused} itself. */
    Future<String> insteadOf(String refused);
}
