package dev.stopcode.producer;

import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.sandbox.api.DevCenterSimulator;
import dev.stopcode.sandbox.api.FailureSource;
import dev.stopcode.sandbox.api.SimulatorConfig;
import dev.stopcode.sandbox.api.SimulatorConfig.Listen;
import dev.stopcode.sandbox.world.World;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A simulated Dev Center and a client of it, over HTTP. */
final class Tenant {

    private final Vertx vertx = Vertx.vertx();
    private final World world;
    private DevCenterSimulator simulator;
    private final DevCenter client;

    Tenant(World world) throws Exception {
        this.world = world;
        simulator = await(DevCenterSimulator.start(vertx, SimulatorConfig.of(FailureSource.of(world))));
        client = DevCenterClient.create(vertx, config());
    }

    DevCenterSimulator simulator() {
        return simulator;
    }

    DevCenter client() {
        return client;
    }

    /** In its place another one, at the same addresses, that knows nothing of what was done so far. */
    void forget() throws Exception {
        int blobPort = Integer.parseInt(simulator.blobHost().split(":", -1)[1]);
        SimulatorConfig same = SimulatorConfig.of(FailureSource.of(world))
                .withClock(simulator.clock())
                .at(new Listen("127.0.0.1", simulator.api().getPort(), blobPort));
        await(simulator.close());
        simulator = await(DevCenterSimulator.start(vertx, same));
    }

    private DevCenterConfig config() {
        return new DevCenterConfig(
                simulator.api(),
                simulator.tokenUrl(),
                "https://manage.devcenter.microsoft.com",
                new DevCenterConfig.Credentials(simulator.clientId(), simulator.clientSecret()),
                Set.of(simulator.blobHost()),
                1000,
                8,
                2,
                Duration.ofMillis(10),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                DevCenterConfig.Transport.DIRECT);
    }

    void close() throws Exception {
        await(client.close());
        await(simulator.close());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
