package dev.stopcode.cli.error;

/** How the process ends. A signal ends it with 128 and the signal's number, as usual: 130 for Ctrl-C. */
public final class ExitCode {

    /** What was asked for is done. */
    public static final int OK = 0;

    /** It failed. */
    public static final int FAILED = 1;

    /** The command line or the configuration is wrong; nothing was done. */
    public static final int USAGE = 2;

    /** The cluster, the registry or the Dev Center does not answer: the same command may succeed later. */
    public static final int UNREACHABLE = 3;

    private ExitCode() {}
}
