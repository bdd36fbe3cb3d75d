package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.Flavour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which drivers look as if they got worse, when and why: one trap a driver at most. */
final class TrapPlan {

    private static final int RELEASE_DAY = 64;
    private static final int KNOWN = Driver.RENAMED;
    private static final double WEEKEND = 0.25;
    private static final double HOLIDAY = 0.33;
    private static final double FIXED = 0.2;
    private static final int TAKEN_BACK_DAY = Calendar.HISTORY_DAYS + 5;
    private static final int LATE_DAY = Calendar.HISTORY_DAYS - 4;

    private final Sites sites;
    private final Calendar calendar;
    private final List<Trap> traps = new ArrayList<>();

    TrapPlan(WorldConfig config, Sites sites, Calendar calendar) {
        this.sites = sites;
        this.calendar = calendar;
        for (int n = 0; n < config.size().trapsPerKind(); n++) {
            for (Trap.Kind kind : Trap.Kind.values()) {
                plant(kind);
            }
        }
        traps.sort(Comparator.comparing(Trap::startDate).thenComparing(Trap::driver));
    }

    List<Trap> traps() {
        return Collections.unmodifiableList(traps);
    }

    /** What is planted, and what of it is told: null where it is about all versions, or all failures. */
    private record Lure(
            Plant plant,
            @Nullable Integer version,
            @Nullable Integer slot,
            int start,
            int end) {}

    private void plant(Trap.Kind kind) {
        Sites.Site site = sites.take(each -> misfit(kind, each));
        Driver driver = site.driver();
        Lure lure = lure(kind, driver, Dice.mix(site.roll()));
        Integer version = lure.version();
        Failure failure = lure.slot() == null ? null : driver.failure(lure.slot(), lure.start());
        sites.plant(site, lure.plant());
        traps.add(new Trap(
                kind,
                site.source().id(),
                driver.name(),
                version == null ? null : driver.releases().get(version).version(),
                failure == null ? null : failure.hash(),
                failure == null ? null : failure.name(),
                calendar.date(lure.start()),
                calendar.date(lure.end())));
    }

    private Lure lure(Trap.Kind kind, Driver driver, long roll) {
        ReleaseHistory releases = driver.releases();
        return switch (kind) {
            case ROLL_OUT -> rollOut(releases, since(releases, ReleaseHistory.NEWER_BRANCH), null, Plant.NONE);
            case WEEKDAYS -> everyDay(Plant.level(day -> calendar.weekend(day) ? WEEKEND : 1));
            case HOLIDAY -> holiday(Dice.between(roll, 50, 72), Dice.between(Dice.mix(roll), 6, 9));
            case ONE_DEVICE -> extra(driver, Dice.between(roll, 66, 84), 2, Fate.ONE_DEVICE);
            case RENAMED_FAILURE -> {
                Versions since = since(releases, ReleaseHistory.NEWER_BRANCH);
                Change change = new Change(Driver.RENAMED, since, driver.otherName(), 1);
                yield rollOut(releases, since, driver.otherName(), Plant.of(change));
            }
            case BACK_PORT -> {
                Versions since = since(releases, ReleaseHistory.OLDER_BRANCH);
                yield rollOut(releases, since, KNOWN, Plant.of(new Change(KNOWN, since, KNOWN, FIXED)));
            }
            case OLD_VERSION -> {
                int version = releases.branch(ReleaseHistory.NEWER_BRANCH).first();
                int start = Dice.between(roll, 62, 70);
                Plant plant = Plant.of(new ReleaseHistory.Revival(version, start, start + 15));
                yield new Lure(plant, version, null, start, start + 15);
            }
            case TAKEN_BACK -> extra(driver, TAKEN_BACK_DAY, 1, Fate.TAKEN_BACK);
            case LATE_DAYS -> {
                Plant plant = Plant.late(day -> day >= LATE_DAY && day < LATE_DAY + 3);
                yield new Lure(plant, null, null, LATE_DAY, LATE_DAY + 2);
            }
        };
    }

    /** While the first of some versions spreads. */
    private static Lure rollOut(ReleaseHistory releases, Versions since, @Nullable Integer slot, Plant plant) {
        Release release = releases.get(since.first());
        return new Lure(plant, since.first(), slot, release.day(), release.day() + release.rolloutDays());
    }

    private static Lure everyDay(Plant plant) {
        return new Lure(plant, null, null, 0, 2 * Calendar.HISTORY_DAYS);
    }

    private static Lure holiday(int start, int days) {
        Plant plant = Plant.level(day -> day < start || day >= start + days ? 1 : HOLIDAY);
        return new Lure(plant, null, null, start, start + days - 1);
    }

    private static Lure extra(Driver driver, int start, int days, Fate fate) {
        double perDay = Math.max(40, driver.crashesPerDay() / 3);
        Versions all = driver.releases().all();
        Surge surge = new Surge(KNOWN, all, start, start + days - 1, perDay, Surge.Course.AT_ONCE, fate);
        return new Lure(Plant.of(surge), null, KNOWN, start, start + days - 1);
    }

    private static int misfit(Trap.Kind kind, Sites.Site site) {
        return switch (kind) {
            case ROLL_OUT, RENAMED_FAILURE -> distance(site, ReleaseHistory.NEWER_BRANCH);
            case BACK_PORT -> distance(site, ReleaseHistory.OLDER_BRANCH);
            case ONE_DEVICE -> site.source().flavour() == Flavour.OEM ? 1 : 0;
            default -> 0;
        };
    }

    /** How far the next release is from the day on which one is wanted; a few days do not matter. */
    private static int distance(Sites.Site site, int branch) {
        ReleaseHistory releases = site.driver().releases();
        return Math.abs(releases.get(releases.closest(branch, RELEASE_DAY)).day() - RELEASE_DAY) / 8;
    }

    private static Versions since(ReleaseHistory releases, int branch) {
        return new Versions(
                releases.closest(branch, RELEASE_DAY), releases.branch(branch).last());
    }
}
