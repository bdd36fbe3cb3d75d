package dev.stopcode.sandbox.world;

import dev.stopcode.sandbox.world.PlantedRegression.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which drivers get worse, when and how much: one regression a driver at most, starting between day 35 and day
 * 85, most of them in the last 25 days of the history.
 */
final class RegressionPlan {

    private static final int FIRST_START = 35;
    private static final int RECENT_START = 66;
    private static final int LAST_START = 85;
    private static final int RELEASE_DAY = 60;
    private static final int LASTING_DAYS = 90;

    private final Sites sites;
    private final Calendar calendar;
    private final List<PlantedRegression> truth = new ArrayList<>();

    RegressionPlan(WorldConfig config, Sites sites, Calendar calendar) {
        this.sites = sites;
        this.calendar = calendar;
        // the choosiest first: not every driver has a release at the right time
        for (Kind kind : List.of(Kind.values()).reversed()) {
            for (int n = 0; n < config.size().regressionsPerKind(); n++) {
                plant(kind, n);
            }
        }
        truth.sort(Comparator.comparing(PlantedRegression::startDate).thenComparing(PlantedRegression::driver));
    }

    List<PlantedRegression> truth() {
        return Collections.unmodifiableList(truth);
    }

    private void plant(Kind kind, int n) {
        Sites.Site site = sites.take(each -> kind == Kind.VERSION_REGRESSION ? untimely(each.driver()) : 0);
        Driver driver = site.driver();
        Surge surge = surge(kind, n, driver, Dice.mix(site.roll()));
        sites.plant(
                site,
                kind == Kind.RESURFACED
                        ? Plant.of(earlyLife(surge, Dice.mix(site.roll() + 1)), surge)
                        : Plant.of(surge));
        Failure failure = driver.failure(surge.slot(), surge.start());
        boolean all = surge.versions().equals(driver.releases().all());
        truth.add(new PlantedRegression(
                kind,
                site.source().id(),
                driver.name(),
                all ? null : driver.releases().get(surge.versions().first()).version(),
                failure.hash(),
                failure.name(),
                calendar.date(surge.start()),
                calendar.date(surge.end())));
    }

    /** How far the next release is from the day on which one is wanted; a few days do not matter. */
    private static int untimely(Driver driver) {
        ReleaseHistory releases = driver.releases();
        int day = releases.get(releases.closest(ReleaseHistory.NEWER_BRANCH, RELEASE_DAY))
                .day();
        return Math.abs(day - RELEASE_DAY) / 6;
    }

    private static Surge surge(Kind kind, int n, Driver driver, long roll) {
        int known = 1 + Dice.below(Dice.roll(roll, 1), 2);
        double usual = driver.crashesPerDay();
        double base = driver.mean(known, FIRST_START);
        ReleaseHistory releases = driver.releases();
        Versions all = releases.all();
        boolean recent = n % 2 == 0;
        return switch (kind) {
            case SPIKE -> {
                int start = start(roll, recent, LAST_START);
                double more = Math.max(56, Math.max(10 * base, usual / 2));
                yield Surge.planted(known, all, start, start + n % 2, more, Surge.Course.AT_ONCE);
            }
            case SHIFT -> {
                int start = start(roll, recent, LAST_START - 9);
                int days = Dice.between(Dice.roll(roll, 2), 16, 40);
                double more = Math.max(22, Math.max(3.5 * base, usual / 4));
                yield recent
                        ? Surge.planted(known, all, start, start + days - 1, more, Surge.Course.AT_ONCE)
                        : Surge.planted(known, all, start, start + days + 8, 1.6 * more, Surge.Course.RAMP);
            }
            case NEW_FAILURE -> {
                int start = start(roll, true, LAST_START - 2);
                Versions newest = Versions.only(releases.newest(start));
                double more = Math.max(18, usual / 8);
                yield lasting(driver.spare(0), newest, start, more, Surge.Course.IN_TWO_DAYS);
            }
            case RESURFACED -> {
                int start = start(roll, true, LAST_START - 3);
                yield lasting(driver.spare(0), all, start, Math.max(16, usual / 8), Surge.Course.AT_ONCE);
            }
            case VERSION_REGRESSION -> {
                int version = releases.closest(ReleaseHistory.NEWER_BRANCH, RELEASE_DAY);
                int start = releases.get(version).day();
                int slot = recent ? known : driver.spare(0);
                double more = Math.max(20, Math.max(6 * base, usual / 6));
                yield lasting(slot, Versions.only(version), start, more, Surge.Course.ROLL_OUT);
            }
        };
    }

    private static Surge lasting(int slot, Versions versions, int start, double perDay, Surge.Course course) {
        return Surge.planted(slot, versions, start, start + LASTING_DAYS - 1, perDay, course);
    }

    /** What a failure did before it vanished: two or three weeks at the beginning of the history. */
    private static Surge earlyLife(Surge again, long roll) {
        int start = Dice.between(roll, 0, 6);
        int end = start + Dice.between(Dice.mix(roll), 12, 18);
        return Surge.planted(again.slot(), again.versions(), start, end, again.perDay() / 3, again.course());
    }

    private static int start(long roll, boolean recent, int last) {
        return recent ? Dice.between(roll, RECENT_START, last) : Dice.between(roll, FIRST_START, RECENT_START - 12);
    }
}
