package dev.stopcode.config;

import dev.stopcode.config.StreamsConfig.Stores;
import dev.stopcode.detection.Sensitivity;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/** {@code harvest.*}, {@code streams.*}, {@code detection.*} and {@code cabs.*}. */
final class ProcessSections {

    static final String DEVICE_KEY = "harvest.device.key";

    private ProcessSections() {}

    static void define(Keys keys) {
        keys.number("harvest.backfill.days", 90, 1, 90, "Days before today that a new source is read back.")
                .number(
                        "harvest.restate.days",
                        10,
                        1,
                        90,
                        "Newest days that each pass reads again, since they are still restated.")
                .duration("harvest.interval", "6h", "Pause between the starts of two passes.")
                .number(
                        "harvest.page.size",
                        10_000,
                        1,
                        10_000,
                        "Rows asked for in a page, and rows of a report published in one transaction.")
                .number("harvest.concurrency", 4, 1, "Sources read at the same time.")
                .number(
                        "harvest.day.attempts",
                        3,
                        1,
                        "Tries to read a day that drifts meanwhile, before it is marked partial.")
                .secret(
                        DEVICE_KEY,
                        "Secret key of the hash that stands for a device; without it devices are left out, and no report can be"
                                + " harvested. May be changed between two runs of a report: the next run counts devices anew.")
                .choice(
                        "streams.stores",
                        Stores.MEMORY,
                        "Where the row ledger lives: on the heap, or in RocksDB for what exceeds it.")
                .directory("streams.state.dir", "./data/streams", "Directory of the local state.")
                .number("streams.threads", 2, 1, "Stream threads of an instance.")
                .number("detection.history.days", 165, 120, "Days of counts kept and judged against.")
                .choice("detection.sensitivity", Sensitivity.NORMAL, "How soon an alert is raised.")
                .list(
                        "detection.completeness",
                        "1",
                        Keys.parsedBy(ProcessSections::shares, "shares above 0 and up to 1, such as .6, .9, .97"),
                        "Share of its final count that is known of a day 0, 1, 2 … days later, until a source has taught better;"
                                + " days older than the list count as complete.")
                .number(
                        "detection.fresh.days",
                        3,
                        0,
                        "Incidents that ended more days than this before they were first seen are marked as backfill.")
                .number(
                        "detection.overdue.hours",
                        36,
                        1,
                        "A source whose last mark is this much behind the newest is reported and no longer waited for.")
                .list(
                        "detection.graphics.integrated",
                        "",
                        new ConfigDef.NonNullValidator(),
                        "Drivers of integrated graphics, as driverName names them: the vendor's limit for these is measured too.")
                .list(
                        "detection.graphics.discrete",
                        "",
                        new ConfigDef.NonNullValidator(),
                        "Likewise of discrete graphics.")
                .number("cabs.per.alert", 3, 0, "Dumps wanted for one failure of an alert.")
                .number(
                        "cabs.per.driver.and.day",
                        20,
                        0,
                        "Dumps requested for all failures of a driver on a day (UTC); more wait for the next day.")
                .number(
                        "cabs.searches.per.driver.and.day",
                        20,
                        0,
                        "Searches for dumps of a driver's failures on a day, where an alert names none; more wait likewise.")
                .number("cabs.concurrency", 4, 1, "Downloads at the same time.")
                .number("cabs.attempts", 5, 1, CabConfig.MAX_ATTEMPTS, "Tries of one download.")
                .duration("cabs.timeout", "1h", "Longest time of one download, however steadily it trickles.")
                .bytes("cabs.max.bytes", 1L << 30, 1, "Largest dump that is stored, in bytes.");
    }

    static HarvestConfig harvest(Settings settings) {
        return new HarvestConfig(
                settings.getInt("harvest.backfill.days"),
                settings.getInt("harvest.restate.days"),
                settings.duration("harvest.interval"),
                settings.getInt("harvest.page.size"),
                settings.getInt("harvest.concurrency"),
                settings.getInt("harvest.day.attempts"),
                Objects.requireNonNullElse(settings.secret(DEVICE_KEY), ""));
    }

    static StreamsConfig streams(Settings settings) {
        return new StreamsConfig(
                Stores.valueOf(settings.getString("streams.stores").toUpperCase(Locale.ROOT)),
                settings.path("streams.state.dir"),
                settings.getInt("streams.threads"));
    }

    static DetectionConfig detection(Settings settings) {
        return new DetectionConfig(
                settings.getInt("detection.history.days"),
                Sensitivity.valueOf(settings.getString("detection.sensitivity").toUpperCase(Locale.ROOT)),
                shares(String.join(",", settings.getList("detection.completeness"))),
                settings.getInt("detection.fresh.days"),
                settings.getInt("detection.overdue.hours"),
                Set.copyOf(settings.getList("detection.graphics.integrated")),
                Set.copyOf(settings.getList("detection.graphics.discrete")));
    }

    private static List<Double> shares(String list) {
        List<Double> shares = Stream.of(list.replaceAll("[\\[\\] ]", "").split(","))
                .map(Double::valueOf)
                .toList();
        if (shares.stream().anyMatch(share -> !(share > 0 && share <= 1))) {
            throw new IllegalArgumentException(list);
        }
        return shares;
    }

    static CabConfig cabs(Settings settings) {
        return new CabConfig(
                new CabBudget(
                        settings.getInt("cabs.per.alert"),
                        settings.getInt("cabs.per.driver.and.day"),
                        settings.getInt("cabs.searches.per.driver.and.day")),
                settings.getInt("cabs.concurrency"),
                settings.getInt("cabs.attempts"),
                settings.duration("cabs.timeout"),
                settings.getLong("cabs.max.bytes"),
                StoreSection.read(settings));
    }
}
