package dev.stopcode.devcenter.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that failed, by cause. Messages name neither tokens nor signed links. */
public sealed class DevCenterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    private DevCenterException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean retryable() {
        return retryable;
    }

    /** 429: too many calls. */
    public static final class Throttled extends DevCenterException {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration retryAfter;

        public Throttled(String message, @Nullable Duration retryAfter) {
            super(message, true, null);
            this.retryAfter = retryAfter;
        }

        /** How long the vendor asks to wait, null where it does not say. */
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** 401 with a fresh token, or the token itself refused: credentials are wrong. */
    public static final class Unauthorized extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public Unauthorized(String message) {
            super(message, false, null);
        }
    }

    /** 403: the credentials are right and lack a permission. */
    public static final class Forbidden extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public Forbidden(String message) {
            super(message, false, null);
        }
    }

    /** 404 or 410: what was asked for is not there. */
    public static final class NotFound extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message, false, null);
        }
    }

    /** 400, 415, 422 and other 4xx: the request is wrong; the message carries the vendor's {@code innererror}. */
    public static final class BadRequest extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public BadRequest(String message) {
            super(message, false, null);
        }
    }

    /** 408 and 5xx after all retries. */
    public static final class Unavailable extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message, true, null);
        }
    }

    /** No answer, or a broken one: connection refused or cut, time-out, TLS failure. */
    public static final class Unreachable extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, true, cause);
        }
    }

    /** 200 with a body that is not the documented JSON: HTML of a gateway, a text cut off. */
    public static final class Malformed extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public Malformed(String message, @Nullable Throwable cause) {
            super(message, true, cause);
        }
    }

    /** A link or redirect to a host that is not allowed. */
    public static final class LinkRefused extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public LinkRefused(String message) {
            super(message, false, null);
        }
    }

    /** A signed link that its host does not accept, most often because it has expired: ask for a new one. */
    public static final class LinkExpired extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public LinkExpired(String message) {
            super(message, false, null);
        }
    }

    /**
     * A call that creates something and may have done so: its answer was lost, unreadable or 5xx. To call again may
     * create it twice: list first what is there.
     */
    public static final class OutcomeUnknown extends DevCenterException {
        private static final long serialVersionUID = 1L;

        public OutcomeUnknown(DevCenterException cause) {
            super(
                    cause.getMessage() + "; it may have been created nevertheless: list before you create again",
                    false,
                    cause);
        }
    }
}
