package dev.stopcode.devcenter.auth;

import io.vertx.core.Future;

/** Where new tokens come from. */
interface TokenSource {

    /** Asks for a new token, once. */
    Future<Token> request();
}
