package dev.stopcode.sandbox.broker;

import org.jspecify.annotations.Nullable;

/** The broker cannot use its directory. */
public final class BrokerStartException extends RuntimeException {

    BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
