package dev.stopcode.sandbox.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that must be told theirs before they start. */
public final class Ports {

    /**
     * Below the ports that systems give to outgoing connections, one of which could take the port before the server.
     */
    private static final int FIRST = 15_000;

    private static final int END = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /**
     * The port itself if it is free, any free one for 0.
     *
     * @throws PortInUseException if something listens there
     */
    public static int reserve(int port) {
        if (port == 0) {
            return anyFree();
        }
        try {
            bind(port);
            return port;
        } catch (IOException e) {
            throw new PortInUseException(port, e);
        }
    }

    private static int anyFree() {
        for (int i = 0; ; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try {
                bind(port);
                return port;
            } catch (IOException e) {
                if (i == TRIES) {
                    throw new PortInUseException(port, e);
                }
            }
        }
    }

    private static void bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        }
    }
}
