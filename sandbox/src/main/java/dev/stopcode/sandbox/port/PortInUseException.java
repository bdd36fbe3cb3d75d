package dev.stopcode.sandbox.port;

/** Another program listens on a port that was asked for. */
public final class PortInUseException extends RuntimeException {

    private final int port;

    PortInUseException(int port, Throwable cause) {
        super(
                "Port " + port + " of 127.0.0.1 is taken: stop the program that listens there, or choose another port"
                        + " (0 takes any free one).",
                cause);
        this.port = port;
    }

    /** The port. */
    public int port() {
        return port;
    }
}
