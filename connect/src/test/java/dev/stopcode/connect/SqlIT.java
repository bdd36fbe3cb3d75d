package dev.stopcode.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.stopcode.schemas.AlertKind;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.DriverInstalls;
import dev.stopcode.schemas.ReleaseVerdict;
import dev.stopcode.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The queries of docs/sql.md. */
@ExtendWith(Servers.Parameter.class)
class SqlIT {

    private static final Path PAGE = Path.of("..", "docs", "sql.md");
    private static final String FASTBOOT = "fastboot.sys";

    private static Database database;
    private static Installation installation;

    @BeforeAll
    static void start(Servers servers) throws Exception {
        database = Database.create(servers.postgres(), "questions");
        installation = new Installation(servers, "questions.");
        sendDays();
        sendReleases();
        sendAlerts();
        installation.send(Topics.SOURCE_STATUS, "windows-11", Samples.source("windows-11", false));
        installation.send(Topics.SOURCE_STATUS, "windows-10", Samples.source("windows-10", true));
        installation.send(Topics.CABS, "c1", Samples.cab("c1", CabStatus.STORED, Instant.now()));
        installation.send(Topics.CABS, "c2", Samples.cab("c2", CabStatus.EXPIRED, Instant.now()));
        installation.connect("postgresql.json", database.endpoints());
        installation.connect("postgresql-cabs.json", database.endpoints());
        await().atMost(Installation.PATIENCE).untilAsserted(() -> {
            assertThat(database.count("driver_days")).isEqualTo(28 + 5);
            assertThat(database.count("driver_installs")).isEqualTo(6);
            assertThat(database.count("driver_versions")).isEqualTo(2);
            assertThat(database.count("failures")).isEqualTo(2);
            assertThat(database.count("alerts")).isEqualTo(4);
            assertThat(database.count("source_status")).isEqualTo(2);
            assertThat(database.count("cabs")).isEqualTo(2);
        });
    }

    /** Two weeks of two drivers, one of which doubles, and three days of two versions, the newer only on two. */
    private static void sendDays() throws Exception {
        for (int ago = 0; ago < 14; ago++) {
            var day = Samples.TODAY.minusDays(ago);
            boolean thisWeek = ago < 7;
            installation.send(
                    Topics.DRIVER_DAYS,
                    FASTBOOT + "||" + day,
                    Samples.day(FASTBOOT, null, day, thisWeek ? 20 : 10, 9.6));
            installation.send(Topics.DRIVER_DAYS, "calm.sys||" + day, Samples.day("calm.sys", null, day, 12, null));
        }
        for (int ago = 0; ago < 3; ago++) {
            var day = Samples.TODAY.minusDays(ago);
            sendVersion("2.1.0.0", day, 10, 1_000_000);
            // no failures, no record
            sendVersion("2.1.1.0", day, ago == 1 ? 0 : 8, ago == 2 ? 0 : 100_000);
        }
    }

    private static void sendVersion(String version, LocalDate day, long events, long installs) throws Exception {
        String key = FASTBOOT + "|" + version + "|" + day;
        if (events > 0) {
            installation.send(Topics.DRIVER_DAYS, key, Samples.day(FASTBOOT, version, day, events, null));
        }
        installation.send(Topics.DRIVER_INSTALLS, key, new DriverInstalls(FASTBOOT, version, day, installs));
    }

    private static void sendReleases() throws Exception {
        installation.send(
                Topics.DRIVER_VERSIONS,
                FASTBOOT + "|2.1.0.0",
                Samples.release(FASTBOOT, "2.1.0.0", ReleaseVerdict.SAME, 300));
        installation.send(
                Topics.DRIVER_VERSIONS,
                FASTBOOT + "|2.1.1.0",
                Samples.release(FASTBOOT, "2.1.1.0", ReleaseVerdict.WORSE, 16, "AV_fastboot!Dpc"));
    }

    private static void sendAlerts() throws Exception {
        installation.send(Topics.FAILURES, "new", Samples.failure("new", FASTBOOT, Samples.TODAY.minusDays(2), 30));
        installation.send(Topics.FAILURES, "old", Samples.failure("old", FASTBOOT, Samples.TODAY.minusDays(90), 900));
        var open = Samples.alert("open", FASTBOOT, AlertStatus.OPEN);
        open.setKind(AlertKind.NEW_FAILURE);
        open.setFailureHash("new");
        installation.send(Topics.ALERTS, "open", open);
        var history = Samples.alert("history", "calm.sys", AlertStatus.OPEN);
        history.setBackfill(true);
        installation.send(Topics.ALERTS, "history", history);
        var seen = Samples.alert("seen", FASTBOOT, AlertStatus.UPDATED);
        seen.setAction(Samples.acknowledged("seen", FASTBOOT));
        installation.send(Topics.ALERTS, "seen", seen);
        installation.send(Topics.ALERTS, "over", Samples.alert("over", FASTBOOT, AlertStatus.RESOLVED));
    }

    @AfterAll
    static void stop() {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void shouldTellTheWorstDriversOfTheWeek() throws Exception {
        assertThat(answers("Worst drivers this week"))
                .containsExactly(
                        List.of(FASTBOOT, "140", "67", "70", "t", "2"), listOf("calm.sys", "84", null, "84", "t", "1"));
    }

    @Test
    void shouldCompareTwoVersions() throws Exception {
        assertThat(answers("Is version X better than Y"))
                .containsExactly(
                        listOf("2.1.1.0", "WORSE", "2026-11-18", "16", "AV_fastboot!Dpc", null, "40.0"),
                        listOf("2.1.0.0", "SAME", "2026-11-18", "300", null, null, "10.0"));
    }

    @Test
    void shouldTellWhatIsNew() throws Exception {
        assertThat(answers("What is new"))
                .containsExactly(List.of(
                        "AV_fastboot.sys!unknown_function", FASTBOOT, "2.1.1.0", "2026-11-18", "30", "open", "new"));
    }

    @Test
    void shouldListTheCabs() throws Exception {
        assertThat(database.query(sql("Which CABs exist"))).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("driver_name", FASTBOOT);
            assertThat(row).containsEntry("bug_check", "DRIVER_IRQL_NOT_LESS_OR_EQUAL");
            assertThat(row).containsEntry("shows_the_failure", "YES");
            assertThat(row).containsEntry("location", "file:///data/cabs/01/0123.zip");
        });
    }

    @Test
    void shouldTellWhatWasMissed() throws Exception {
        assertThat(database.query(sql("Alerts that nobody has acted on")))
                .extracting(row -> row.get("id"), row -> row.get("days"))
                .containsExactly(tuple("open", "3"));
        assertThat(answers("Days that were not seen whole"))
                .containsExactly(
                        List.of("windows-10", "t", "2026-11-14", "2026-11-12", "6"),
                        List.of("windows-11", "f", "2026-11-20", "2026-11-18", "0"));
        assertThat(answers("Dumps that were wanted and not had"))
                .containsExactly(List.of(FASTBOOT, "EXPIRED", "the vendor has it no more", "1"));
    }

    @SafeVarargs
    private static <T> List<@Nullable T> listOf(@Nullable T... values) {
        return Arrays.asList(values);
    }

    private static List<Collection<@Nullable String>> answers(String heading) throws Exception {
        return database.query(sql(heading)).stream().map(SqlIT::values).toList();
    }

    private static Collection<@Nullable String> values(Map<String, @Nullable String> row) {
        return new ArrayList<>(row.values());
    }

    /** The first query under the heading. */
    private static String sql(String heading) throws IOException {
        Matcher query = Pattern.compile(
                        "^#+ " + Pattern.quote(heading) + "$.*?^```sql$(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(query.find()).as(heading).isTrue();
        return query.group(1);
    }
}
