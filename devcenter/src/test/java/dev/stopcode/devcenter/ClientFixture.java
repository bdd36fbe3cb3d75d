package dev.stopcode.devcenter;

import static dev.stopcode.devcenter.Futures.await;

import dev.stopcode.devcenter.DevCenterConfig.Transport;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A client with an API to talk to and a host that links may lead to, new for each test. */
public abstract class ClientFixture {

    protected static Vertx vertx;

    protected FakeHost api;
    protected FakeHost blobs;
    protected CollectingSink sink;
    protected DevCenterClient client;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        await(vertx.close());
    }

    @BeforeEach
    void start() {
        api = new FakeHost(vertx);
        blobs = new FakeHost(vertx);
        sink = new CollectingSink(vertx, 1);
        client = client(TestConfig.of(api.url(), Transport.DIRECT, "127.0.0.1:" + blobs.port()), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        await(client.close());
    }

    protected static DevCenterClient client(DevCenterConfig config, Clock clock) {
        return new DevCenterClient(vertx, config, clock, new Random(1));
    }
}
