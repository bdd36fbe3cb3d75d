package dev.stopcode.sandbox.api;

import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.sandbox.world.WorldConfig;
import io.vertx.core.Vertx;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator of a small world and one who calls it with a token, new for each test. */
abstract class SimulatorFixture {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    final Vertx vertx = Vertx.vertx();
    final World world;
    DevCenterSimulator simulator;
    SimulatorCalls calls;
    ReportCalls reports;

    SimulatorFixture() {
        this(Size.SMALL);
    }

    SimulatorFixture(Size size) {
        this.world = World.of(new WorldConfig(1, size, TODAY));
    }

    @BeforeEach
    final void start() throws Exception {
        start(config());
    }

    SimulatorConfig config() {
        return SimulatorConfig.of(FailureSource.of(world));
    }

    final void start(SimulatorConfig config) throws Exception {
        simulator = DevCenterSimulator.start(vertx, config).await();
        calls = new SimulatorCalls(simulator).authorized();
        reports = new ReportCalls(simulator, calls);
    }

    @AfterEach
    final void stop() {
        vertx.close().await();
    }
}
