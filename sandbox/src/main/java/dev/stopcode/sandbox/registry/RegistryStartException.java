package dev.stopcode.sandbox.registry;

/** The registry's process did not come up. */
public final class RegistryStartException extends RuntimeException {

    RegistryStartException(String message) {
        super(message);
    }

    RegistryStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
