package dev.stopcode.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.DriverInstalls;
import dev.stopcode.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Parameter.class)
class PostgresqlIT {

    private static final String COLUMNS =
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'";

    private static Database server;
    private static Database database;
    private static Installation installation;
    private static String connector;

    @BeforeAll
    static void start(Servers servers) throws Exception {
        server = Database.of(servers.postgres());
        database = Database.create(servers.postgres(), "tables");
        installation = new Installation(servers, "tables.");
        connector = installation.connect("postgresql.json", database.endpoints());
        installation.connect("postgresql-alert-history.json", database.endpoints());
        installation.connect("postgresql-cabs.json", database.endpoints());
    }

    @AfterAll
    static void stop() {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void shouldKeepTheLatestStateOfEachAlertAndEveryStateInTheFeed() throws Exception {
        // Given
        List<?> columns = database.query(COLUMNS + " AND table_name <> 'driver_installs' ORDER BY 1, 2");

        // When
        for (AlertStatus status : List.of(AlertStatus.OPEN, AlertStatus.RESOLVED)) {
            installation.send(Topics.ALERTS, "a1", Samples.alert("a1", "fastboot.sys", status));
            installation.send(Topics.REGRESSION_ALERTS, "fastboot.sys", Samples.alert("a1", "fastboot.sys", status));
        }

        // Then
        awaitCount(1, "alerts WHERE id = 'a1' AND status = 'RESOLVED'");
        awaitCount(2, "regression_alerts WHERE alert_id = 'a1'");
        assertThat(database.query("SELECT status, observed, start_date, updated_at AT TIME ZONE 'UTC' AS updated_at,"
                        + " contributors -> 0 ->> 'value' AS market, release FROM alerts WHERE id = 'a1'"))
                .singleElement()
                .satisfies(row -> assertThat(row.values())
                        .containsExactly("RESOLVED", "120", "2026-11-17", "2026-11-20 06:00:00", "DE", null));
        assertThat(database.query(COLUMNS + " AND table_name <> 'driver_installs' ORDER BY 1, 2"))
                .as("schema.sql has every column")
                .isEqualTo(columns);
    }

    @Test
    void shouldDeleteTheRowOfATombstone() throws Exception {
        // Given
        installation.send(Topics.FAILURES, "f1", Samples.failure("f1", "old.sys", Samples.TODAY, 3));
        installation.send(Topics.ALERTS, "a2", Samples.alert("a2", "old.sys", AlertStatus.OPEN));
        awaitCount(1, "failures WHERE id = 'f1'");
        awaitCount(1, "alerts WHERE id = 'a2'");

        // When
        installation.send(Topics.FAILURES, "f1", null);
        installation.send(Topics.ALERTS, "a2", null);

        // Then
        awaitCount(0, "failures WHERE id = 'f1'");
        awaitCount(0, "alerts WHERE id = 'a2'");
    }

    @Test
    void shouldForgetDumpsByTombstonesAndByAge() throws Exception {
        // Given
        Instant now = Instant.now();
        installation.send(Topics.CABS, "c1", Samples.cab("c1", CabStatus.STORED, now));
        installation.send(Topics.CABS, "c2", Samples.cab("c2", CabStatus.STORED, now));
        installation.send(Topics.CABS, "c3", Samples.cab("c3", CabStatus.STORED, now.minus(Duration.ofDays(29))));
        awaitCount(3, "cabs");

        // When
        installation.send(Topics.CABS, "c2", null);
        awaitCount(2, "cabs");
        database.execute(Files.readString(Path.of("postgresql", "forget.sql")));

        // Then
        assertThat(database.query("SELECT id, triage ->> 'bugCheck' AS bug_check FROM cabs"))
                .singleElement()
                .satisfies(row -> assertThat(row.values()).containsExactly("c1", "D1"));
    }

    @Test
    void shouldPassOverARecordThatCannotBeReadAndKeepIt() throws Exception {
        // When
        byte[] poison = "no Avro".getBytes(StandardCharsets.UTF_8);
        for (String key : List.of("p1", "p2", "p3", "p4")) {
            installation.sendBytes(Topics.FAILURES, key, poison);
            installation.send(Topics.FAILURES, key + "-next", Samples.failure(key, "good.sys", Samples.TODAY, 1));
        }

        // Then
        awaitCount(4, "failures WHERE id LIKE 'p%-next'");
        assertThat(installation.state(connector)).isEqualTo("RUNNING");
        assertThat(installation.deadLetters(4)).allSatisfy(letter -> {
            assertThat(letter.value()).isEqualTo(poison);
            assertThat(letter.headers().lastHeader("__connect.errors.topic").value())
                    .asString()
                    .isEqualTo("tables.failures");
        });
    }

    @Test
    void shouldTakeTextThatPostgresqlWouldNot() throws Exception {
        // When
        installation.send(Topics.FAILURES, "null", Samples.failure("null", "a\0b.sys", Samples.TODAY, 1));

        // Then
        awaitCount(1, "failures WHERE failure_name LIKE 'AV_a\uFFFDb.sys%'");
    }

    @Test
    void shouldLoseNothingWhileTheDatabaseIsAway() throws Exception {
        // Given
        server.execute("ALTER DATABASE tables ALLOW_CONNECTIONS false");
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tables'");
        installation.send(Topics.SOURCE_STATUS, "away", Samples.source("away", false));
        await().atMost(Installation.PATIENCE)
                .until(() -> installation.state(connector).startsWith("FAILED"));

        // When
        server.execute("ALTER DATABASE tables ALLOW_CONNECTIONS true");
        installation.restart(connector);

        // Then
        awaitCount(1, "source_status WHERE id = 'away'");
    }

    @Test
    void shouldMakeAColumnOfAFieldOfANewerRelease() throws Exception {
        // Given
        Schema schema = new Schema.Parser()
                .parse(DriverInstalls.getClassSchema()
                        .toString()
                        .replace(
                                "\"fields\":[",
                                "\"fields\":[{\"name\":\"soldAs\",\"type\":[\"null\",\"string\"],\"default\":null},"));

        // When
        installation.send(
                Topics.DRIVER_INSTALLS,
                "new",
                new GenericRecordBuilder(schema)
                        .set("soldAs", "Fastboot 3")
                        .set("driverName", "fastboot.sys")
                        .set("driverVersion", "2.1.1.0")
                        .set("date", (int) Samples.TODAY.toEpochDay())
                        .set("installs", 7L)
                        .build());

        // Then
        awaitCount(1, "driver_installs WHERE id = 'new'");
        assertThat(database.count("driver_installs WHERE sold_as = 'Fastboot 3'"))
                .isEqualTo(1);
    }

    private static void awaitCount(int count, String tableAndCondition) {
        Callable<Integer> counted = () -> database.count(tableAndCondition);
        await().atMost(Installation.PATIENCE)
                .ignoreException(SQLException.class)
                .until(counted, found -> found == count);
    }
}
