package dev.stopcode.producer.publish;

import dev.stopcode.schemas.serde.SchemaRegistryException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the Kafka clients apart. */
public final class KafkaFailure {

    private KafkaFailure() {}

    /** Whether a new client would fail in the same way until somebody changes a setting or a permission. */
    public static boolean isFinal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException
                    || cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || cause instanceof InvalidConfigurationException
                    || cause instanceof UnsupportedVersionException) {
                return true;
            }
        }
        return false;
    }

    /** What to tell of a failure: the registry's own words where that is what failed. */
    public static String text(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SchemaRegistryException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
