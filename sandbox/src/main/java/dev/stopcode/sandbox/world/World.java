package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.hits.HitRow;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A world of failing drivers, the same for the same configuration. Crashes happen one by one; what the vendor would
 * count of them depends on the date on which it is asked, as crashes arrive late, find their market late and are now
 * and then taken back. Nothing depends on the time of day or on the order of the questions. Safe for use by several
 * threads.
 */
public final class World {

    /** Days after which a day's counts change no more. */
    public static final int SETTLED_DAYS = 9;

    /** Days for which single crashes are told: today and those before it. */
    public static final int DETAIL_DAYS = 30;

    private final WorldConfig config;
    private final Calendar calendar;
    private final Portfolio portfolio;
    private final List<PlantedRegression> truth;
    private final List<Trap> traps;
    private final CabLocator cabs;
    private final List<SourceHistory> histories;
    private final List<CrashRegister> registers;

    private World(WorldConfig config) {
        this.config = config;
        this.calendar = Calendar.upTo(config.today());
        Sites sites = new Sites(Dice.roll(config.seed(), 51), Portfolio.of(config, calendar));
        this.traps = new TrapPlan(config, sites, calendar).traps();
        this.truth = new RegressionPlan(config, sites, calendar).truth();
        this.portfolio = sites.planted();
        this.cabs = new CabLocator(config.seed());
        List<SourceHistory> all = new ArrayList<>();
        List<CrashRegister> crashes = new ArrayList<>();
        for (int i = 0; i < portfolio.sources().size(); i++) {
            Source source = portfolio.sources().get(i);
            List<Driver> drivers = portfolio.drivers().get(i);
            Fleet fleet = Fleet.of(source.flavour(), Dice.roll(config.seed(), 71, i));
            RowDecoder decoder = new RowDecoder(source, fleet, drivers, calendar);
            all.add(new SourceHistory(fleet, drivers, decoder));
            crashes.add(new CrashRegister(i, fleet, drivers, calendar, decoder, cabs));
        }
        this.histories = List.copyOf(all);
        this.registers = List.copyOf(crashes);
    }

    public static World of(WorldConfig config) {
        return new World(config);
    }

    public WorldConfig config() {
        return config;
    }

    /** The sources, the same four in every world. */
    public List<Source> sources() {
        return portfolio.sources();
    }

    /** First day of the history; before it nothing happened. */
    public LocalDate firstDay() {
        return calendar.first();
    }

    /** Every regression there is to be found, by start date. */
    public List<PlantedRegression> truth() {
        return truth;
    }

    /** What looks like a regression and is none, by start date. */
    public List<Trap> traps() {
        return traps;
    }

    /** All of the truth: first what is to be found, then what is to be left alone. */
    public List<Planted> planted() {
        return Stream.<Planted>concat(truth.stream(), traps.stream()).toList();
    }

    /** The aggregated rows of a day as the vendor shows them on {@code asOf}, in a fixed order that means nothing. */
    public List<HitRow> rows(Source source, LocalDate day, LocalDate asOf) {
        return histories.get(index(source)).rows(calendar.index(day), age(day, asOf));
    }

    /** The number of {@link #rows rows}; remembered once they have been counted. */
    public int rowCount(Source source, LocalDate day, LocalDate asOf) {
        return histories.get(index(source)).count(calendar.index(day), age(day, asOf));
    }

    /**
     * The single crashes of a failure from one day to another as told on {@code asOf}: the last thirty days at most.
     */
    public Stream<DetailRow> crashes(Source source, String failureHash, LocalDate from, LocalDate to, LocalDate asOf) {
        LocalDate oldest = asOf.minusDays(DETAIL_DAYS - 1);
        LocalDate first = from.isBefore(oldest) ? oldest : from;
        LocalDate last = to.isAfter(asOf) ? asOf : to;
        if (first.isAfter(last)) {
            return Stream.empty();
        }
        CrashRegister register = registers.get(index(source));
        return first.datesUntil(last.plusDays(1))
                .flatMap(day -> register.crashes(failureHash, calendar.index(day), age(day, asOf)).stream());
    }

    /**
     * All crashes of a day as told on {@code asOf}, in a fixed order that means nothing: as many of each kind as
     * {@link #rows rows} count. No two have time, failure, device and dump in common. Lazy.
     */
    public Stream<Crash> crashes(Source source, LocalDate day, LocalDate asOf) {
        return registers.get(index(source)).crashes(calendar.index(day), age(day, asOf));
    }

    /** The dump of that id: a ZIP or a Microsoft CAB, always the same bytes; empty when there is none (yet) or it has expired. */
    public Optional<byte[]> cabBytes(String cabIdHash, LocalDate asOf) {
        return cabs.open(cabIdHash)
                .flatMap(address ->
                        registers.get(address.source()).cab(address, age(calendar.date(address.day()), asOf)));
    }

    /** The counts of all days as of a date, by source and day. Lazy: a large world's do not fit into memory. */
    public Stream<Total> totals(LocalDate asOf) {
        return days(asOf).flatMap(day -> sources().stream().flatMap(source -> totals(source, day, asOf)));
    }

    /** The counts of all drivers and days as of a date. */
    public Stream<DriverTotal> driverTotals(LocalDate asOf) {
        return days(asOf)
                .flatMap(day -> sources().stream().flatMap(source -> {
                    Map<String, Long> events = new LinkedHashMap<>();
                    for (HitRow row : rows(source, day, asOf)) {
                        events.merge(Objects.requireNonNull(row.driverName()), row.eventCount(), Long::sum);
                    }
                    return events.entrySet().stream()
                            .map(e -> new DriverTotal(source.id(), e.getKey(), day, e.getValue()));
                }));
    }

    /** The computers that run the versions of all drivers, by day up to a date; those of unknown version are left out. */
    public Stream<Installed> installs(LocalDate asOf) {
        return days(asOf)
                .flatMap(day ->
                        portfolio.drivers().stream().flatMap(List::stream).flatMap(driver -> installs(driver, day)));
    }

    private Stream<Installed> installs(Driver driver, LocalDate day) {
        return IntStream.rangeClosed(
                        ReleaseHistory.UNKNOWN + 1, driver.releases().all().last())
                .mapToObj(version -> new Installed(
                        driver.name(),
                        driver.releases().get(version).version(),
                        day,
                        driver.computers(version, calendar.index(day))))
                .filter(installed -> installed.computers() > 0);
    }

    private Stream<LocalDate> days(LocalDate asOf) {
        return IntStream.rangeClosed(0, calendar.index(asOf)).mapToObj(calendar::date);
    }

    private Stream<Total> totals(Source source, LocalDate day, LocalDate asOf) {
        record Key(String driver, String version, String failure) {}
        Map<Key, Long> events = new LinkedHashMap<>();
        for (HitRow row : rows(source, day, asOf)) {
            Key key = new Key(
                    Objects.requireNonNull(row.driverName()),
                    Objects.requireNonNull(row.driverVersion()),
                    Objects.requireNonNull(row.failureHash()));
            events.merge(key, row.eventCount(), Long::sum);
        }
        return events.entrySet().stream()
                .map(e -> new Total(
                        source.id(),
                        e.getKey().driver(),
                        e.getKey().version(),
                        e.getKey().failure(),
                        day,
                        e.getValue()));
    }

    private int index(Source source) {
        int index = sources().indexOf(source);
        if (index < 0) {
            throw new IllegalArgumentException("source: " + source.id() + " is none of this world's");
        }
        return index;
    }

    private static int age(LocalDate day, LocalDate asOf) {
        return Math.toIntExact(ChronoUnit.DAYS.between(day, asOf));
    }
}
