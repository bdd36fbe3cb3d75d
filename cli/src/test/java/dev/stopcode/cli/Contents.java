package dev.stopcode.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.cli.cluster.Records;
import dev.stopcode.sandbox.world.World;
import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.Failure;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.Topic;
import dev.stopcode.schemas.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the topics held after a run: of tables the newest values, of the others all. */
record Contents(
        List<DriverDay> days,
        List<Failure> failures,
        Map<String, RegressionAlert> alerts,
        int alertStates,
        List<CabRequest> requests,
        List<Cab> cabs) {

    static Contents of(Records records) {
        Map<String, RegressionAlert> alerts = new TreeMap<>();
        records.latestValues(Topics.ALERTS).forEach(alert -> alerts.put(alert.getAlertId(), alert));
        return new Contents(
                records.latestValues(Topics.DRIVER_DAYS),
                records.latestValues(Topics.FAILURES),
                alerts,
                all(records, Topics.REGRESSION_ALERTS).size(),
                all(records, Topics.CAB_REQUESTS),
                records.latestValues(Topics.CABS));
    }

    /** All values of a topic. */
    static <V> List<V> all(Records records, Topic<V> topic) {
        List<V> values = new ArrayList<>();
        records.read(topic, record -> values.add(topic.value().cast(record.value())));
        return values;
    }

    /** Counts by driver, version and day; version {@code *} is the driver as a whole. */
    Map<String, Long> totals() {
        Map<String, Long> totals = new TreeMap<>();
        for (DriverDay day : days) {
            String version = Optional.ofNullable(day.getDriverVersion()).orElse("*");
            if (day.getEvents() != 0) {
                totals.merge(key(day.getDriverName(), version, day.getDate()), day.getEvents(), Long::sum);
            }
        }
        return totals;
    }

    /** The same as the world has it. */
    static Map<String, Long> totals(World world, LocalDate asOf) {
        return totals(world, world.firstDay(), asOf);
    }

    /** The same from a day on. */
    static Map<String, Long> totals(World world, LocalDate from, LocalDate asOf) {
        Map<String, Long> totals = new TreeMap<>();
        world.totals(asOf)
                .filter(total -> !total.day().isBefore(from) && total.events() != 0)
                .forEach(total -> Stream.of(total.version(), "*")
                        .forEach(version ->
                                totals.merge(key(total.driver(), version, total.day()), total.events(), Long::sum)));
        return totals;
    }

    /** Requested dumps that are in the store. */
    List<Cab> stored() {
        return cabs.stream().filter(cab -> cab.getStatus() == CabStatus.STORED).toList();
    }

    /** Fails unless the file that a stored dump's record leads to has the world's bytes, and the hash that it names. */
    static void assertStoredRight(Cab cab, World world, LocalDate asOf) {
        Path file = Path.of(URI.create(Optional.ofNullable(cab.getLocation()).orElseThrow()));
        assertThat(file)
                .hasBinaryContent(world.cabBytes(cab.getCabIdHash(), asOf).orElseThrow())
                .hasDigest("SHA-256", cab.getSha256());
    }

    private static String key(String driver, String version, LocalDate day) {
        return String.join(" ", driver, version, day.toString());
    }
}
