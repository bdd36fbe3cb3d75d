package dev.stopcode.schemas.serde;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The registry refused, or could not be reached. */
public final class SchemaRegistryException extends KafkaException {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final int status;
    private final boolean retryable;

    private SchemaRegistryException(String message, int status, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.retryable = retryable;
    }

    static SchemaRegistryException answered(int status, String message) {
        boolean retryable = status == 408 || status == 429 || status >= 500;
        return new SchemaRegistryException(message, status, retryable, null);
    }

    static SchemaRegistryException unreachable(String message, @Nullable Throwable cause) {
        return new SchemaRegistryException(message, 0, true, cause);
    }

    static SchemaRegistryException unusable(String message, @Nullable Throwable cause) {
        return new SchemaRegistryException(message, 0, false, cause);
    }

    /** The HTTP status of the answer, 0 where there was none. */
    public int status() {
        return status;
    }

    /** Whether the same call may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }

    /** Whether the subject, schema or setting asked for does not exist. */
    public boolean isNotFound() {
        return status == NOT_FOUND;
    }

    /** Whether the schema was refused as incompatible with the subject's earlier ones. */
    public boolean isIncompatible() {
        return status == CONFLICT;
    }
}
