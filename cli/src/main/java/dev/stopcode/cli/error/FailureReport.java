package dev.stopcode.cli.error;

import dev.stopcode.config.ConfigProblems;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.sandbox.port.PortInUseException;
import dev.stopcode.sandbox.registry.RegistryStartException;
import dev.stopcode.schemas.serde.SchemaRegistryException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a failure.
 *
 * @param message what went wrong and what to do, most often one line
 * @param exitCode how the process ends
 */
public record FailureReport(String message, int exitCode) {

    /** The report of a failure; causes that only wrap another are looked through. */
    public static FailureReport of(Throwable failure) {
        Throwable cause = unwrap(failure);
        return switch (cause) {
            case UserError e -> new FailureReport(text(e), e.exitCode());
            case ConfigProblems e -> new FailureReport(text(e), ExitCode.USAGE);
            case ConfigException e -> new FailureReport(text(e), ExitCode.USAGE);
            case IllegalArgumentException e -> new FailureReport(text(e), ExitCode.USAGE);
            case PortInUseException e -> new FailureReport(text(e), ExitCode.FAILED);
            case RegistryStartException e -> new FailureReport(text(e), ExitCode.FAILED);
            case IllegalStateException e -> new FailureReport(text(e), ExitCode.FAILED);
            case UncheckedIOException e -> new FailureReport(text(e), ExitCode.FAILED);
            case TimeoutException e ->
                new FailureReport(
                        "The Kafka cluster does not answer: check kafka.bootstrap.servers (" + text(e) + ")",
                        ExitCode.UNREACHABLE);
            case RetriableException e -> new FailureReport(named(e), ExitCode.UNREACHABLE);
            case SchemaRegistryException e ->
                new FailureReport(text(e), e.isRetryable() ? ExitCode.UNREACHABLE : ExitCode.FAILED);
            case DevCenterException e ->
                new FailureReport(text(e), e.retryable() ? ExitCode.UNREACHABLE : ExitCode.FAILED);
            default -> new FailureReport(named(cause), ExitCode.FAILED);
        };
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null && onlyWraps(at, at.getCause())) {
            at = at.getCause();
        }
        return at;
    }

    private static boolean onlyWraps(Throwable failure, Throwable cause) {
        return failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure.getClass() == RuntimeException.class
                || (failure instanceof SerializationException && isOfRegistry(cause));
    }

    /** What a record could not be read for is not in the record. */
    private static boolean isOfRegistry(@Nullable Throwable failure) {
        return failure instanceof SerializationException
                ? isOfRegistry(failure.getCause())
                : failure instanceof SchemaRegistryException registry && registry.isRetryable();
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String named(Throwable failure) {
        return failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
    }
}
