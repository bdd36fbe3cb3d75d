package dev.stopcode.cli.error;

/** Something that the person at the keyboard can put right; the message says how. */
public final class UserError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private UserError(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command line or the configuration is wrong. */
    public static UserError usage(String message) {
        return new UserError(ExitCode.USAGE, message);
    }

    /** It cannot be done as things stand. */
    public static UserError failed(String message) {
        return new UserError(ExitCode.FAILED, message);
    }

    /** Something does not answer. */
    public static UserError unreachable(String message) {
        return new UserError(ExitCode.UNREACHABLE, message);
    }

    public int exitCode() {
        return exitCode;
    }
}
