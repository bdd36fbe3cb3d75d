package dev.stopcode.devcenter.http;

import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.DevCenterConfig.Transport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The two sets of connections of a client, both through the configured proxy and with the configured trust.
 *
 * @param api to the API and the token endpoint; shows the client certificate, accepts compressed answers, closes where
 *     nothing moves
 * @param links to the hosts that links lead to; shows nothing, takes bytes as they are
 */
public record Connections(HttpClient api, HttpClient links) {

    /** Opens nothing yet: connections are made when they are needed. */
    public static Connections of(Vertx vertx, DevCenterConfig config) {
        // Web Client watches no body: one that falls silent fails when its connection is closed.
        long silence = Math.max(
                config.requestTimeout().toMillis(), config.idleTimeout().toMillis());
        HttpClientOptions api = options(config)
                .setDecompressionSupported(true)
                .setIdleTimeout(Math.toIntExact(silence))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        Path certificate = config.transport().clientCertificate();
        if (certificate != null) {
            api.setKeyCertOptions(pfx(certificate, config.transport().clientCertificatePassword()));
        }
        // Beside the calls in flight, the one token request: the endpoint may be on the same host.
        return new Connections(
                client(vertx, api, config.maxConcurrent() + 1), client(vertx, options(config), config.maxConcurrent()));
    }

    /** Closes all connections. */
    public Future<Void> close() {
        return Future.join(api.close(), links.close()).mapEmpty();
    }

    private static HttpClient client(Vertx vertx, HttpClientOptions options, int connections) {
        return vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(connections))
                .build();
    }

    private static HttpClientOptions options(DevCenterConfig config) {
        int connectMillis = Math.toIntExact(config.connectTimeout().toMillis());
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(connectMillis)
                .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        Transport transport = config.transport();
        URI proxy = transport.proxy();
        if (proxy != null) {
            options.setProxyOptions(
                    new ProxyOptions().setHost(proxy.getHost()).setPort(proxy.getPort() < 0 ? 80 : proxy.getPort()));
        }
        Path trustStore = transport.trustStore();
        if (trustStore != null) {
            options.setTrustOptions(trust(trustStore, transport.trustStorePassword()));
        }
        return options;
    }

    private static TrustOptions trust(Path store, @Nullable String password) {
        String name = store.toString();
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "jks" -> jks(store, password);
            case "p12", "pfx" -> pfx(store, password);
            default -> new PemTrustOptions().addCertPath(name);
        };
    }

    private static PfxOptions pfx(Path store, @Nullable String password) {
        PfxOptions options = new PfxOptions().setPath(store.toString());
        return password == null ? options : options.setPassword(password);
    }

    private static JksOptions jks(Path store, @Nullable String password) {
        JksOptions options = new JksOptions().setPath(store.toString());
        return password == null ? options : options.setPassword(password);
    }
}
