package dev.stopcode.sandbox.world;

import dev.stopcode.sandbox.world.PlantedRegression.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which drivers get worse, when and how much: one regression a driver at most, among the drivers that crash
 * most, starting between day 35 and day 85, most of them in the last 25 days of the history.
 */
final class RegressionPlan {

    private static final int FIRST_START = 35;
    private static final int RECENT_START = 66;
    private static final int LAST_START = 85;

    private final long seed;
    private final Portfolio usual;
    private final Calendar calendar;
    private final Map<Driver, Surge> surges = new HashMap<>();
    private final List<PlantedRegression> truth = new ArrayList<>();

    RegressionPlan(WorldConfig config, Portfolio usual, Calendar calendar) {
        this.seed = Dice.roll(config.seed(), 51);
        this.usual = usual;
        this.calendar = calendar;
        List<Place> places = places();
        Kind[] kinds = Kind.values();
        for (int n = 0; n < config.size().regressionsPerKind() * kinds.length; n++) {
            plant(kinds[n % kinds.length], n / kinds.length, places.get(n));
        }
        truth.sort(Comparator.comparing(PlantedRegression::startDate).thenComparing(PlantedRegression::driver));
    }

    /** A driver and the source that sees it. */
    private record Place(Source source, Driver driver, long roll) {}

    List<PlantedRegression> truth() {
        return Collections.unmodifiableList(truth);
    }

    /** The drivers with what was planted in them. */
    Portfolio portfolio() {
        return usual.with(usual.drivers().stream()
                .map(own -> own.stream().map(this::planted).toList())
                .toList());
    }

    private Driver planted(Driver driver) {
        Surge surge = surges.get(driver);
        return surge == null ? driver : driver.with(List.of(surge));
    }

    /** The busier two thirds of each source's drivers, in an order of the seed's. */
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < usual.sources().size(); i++) {
            List<Driver> drivers = usual.drivers().get(i);
            for (Driver driver : drivers.subList(0, (drivers.size() * 2 + 2) / 3)) {
                places.add(new Place(usual.sources().get(i), driver, Dice.roll(seed, driver.seed())));
            }
        }
        places.sort(Comparator.comparingLong(Place::roll));
        return places;
    }

    private void plant(Kind kind, int n, Place place) {
        long roll = Dice.mix(place.roll());
        boolean recent = n % 2 == 0 || kind == Kind.NEW_FAILURE;
        Surge surge = surge(kind, n, place.driver(), roll, recent);
        Failure failure = place.driver().failure(surge.slot(), surge.start());
        surges.put(place.driver(), surge);
        truth.add(new PlantedRegression(
                kind,
                place.source().id(),
                place.driver().name(),
                surge.version() == Surge.ANY_VERSION
                        ? null
                        : place.driver().releases().get(surge.version()).version(),
                failure.hash(),
                failure.name(),
                calendar.date(surge.start()),
                calendar.date(surge.end())));
    }

    private static Surge surge(Kind kind, int n, Driver driver, long roll, boolean recent) {
        int known = 1 + Dice.below(Dice.roll(roll, 1), 2);
        double usual = driver.crashesPerDay();
        double base = driver.mean(known, FIRST_START);
        return switch (kind) {
            case SPIKE -> {
                int start = start(roll, recent, LAST_START);
                double more = Math.max(48, Math.max(10 * base, usual / 2));
                yield new Surge(kind, known, Surge.ANY_VERSION, start, start + n % 2, more);
            }
            case SHIFT -> {
                int start = start(roll, recent, LAST_START - 9);
                int days = Dice.between(Dice.roll(roll, 2), 16, 40);
                double more = Math.max(22, Math.max(3.5 * base, usual / 4));
                yield new Surge(kind, known, Surge.ANY_VERSION, start, start + days - 1, more);
            }
            case NEW_FAILURE -> {
                int start = start(roll, recent, LAST_START);
                int version = driver.releases().newest(start);
                double more = Math.max(18, usual / 8);
                yield new Surge(kind, driver.steadyFailures(), version, start, start + 89, more);
            }
        };
    }

    private static int start(long roll, boolean recent, int last) {
        return recent ? Dice.between(roll, RECENT_START, last) : Dice.between(roll, FIRST_START, RECENT_START - 12);
    }
}
