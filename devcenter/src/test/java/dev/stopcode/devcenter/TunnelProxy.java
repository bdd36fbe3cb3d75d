package dev.stopcode.devcenter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on a free port whose tunnels all lead to one port of this machine; it keeps what it sees. */
final class TunnelProxy {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> tunnelled = new CopyOnWriteArrayList<>();
    private final NetClient client;
    private final int port;
    private final HttpServer server;

    TunnelProxy(Vertx vertx, int port) {
        this.client = vertx.createNetClient();
        this.port = port;
        this.server = Futures.await(
                vertx.createHttpServer().requestHandler(this::open).listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Request line and headers of all requests. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** All bytes that went through, a character each. */
    String tunnelled() {
        return String.join("", tunnelled);
    }

    private void open(HttpServerRequest request) {
        requests.add(request.method() + " " + request.uri() + "\n" + request.headers());
        request.toNetSocket().onSuccess(near -> {
            near.pause();
            client.connect(port, "127.0.0.1").onSuccess(far -> {
                tunnel(near, far);
                tunnel(far, near);
                near.resume();
            });
        });
    }

    private void tunnel(NetSocket from, NetSocket to) {
        from.handler(chunk -> {
            tunnelled.add(chunk.toString(ISO_8859_1));
            to.write(chunk);
        });
        from.closeHandler(closed -> to.close());
    }
}
