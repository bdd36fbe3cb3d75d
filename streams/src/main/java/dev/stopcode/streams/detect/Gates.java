package dev.stopcode.streams.detect;

import dev.stopcode.config.DetectionConfig;
import dev.stopcode.schemas.CountedIn;
import dev.stopcode.schemas.Gate;
import dev.stopcode.schemas.GateResult;
import dev.stopcode.schemas.ReleaseEvidence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The limits that the vendor sets for the share of devices on which a driver fails within seven days. */
final class Gates {

    private static final int DAYS = 7;

    /** What the name of a live dump begins with; all other failures are crashes. */
    private static final String LIVE_DUMP = "LKD_";

    /**
     * A limit.
     *
     * @param most share of devices that passes
     * @param fewest devices that it is measured on
     */
    private record Limit(Gate gate, boolean isOfLiveDumps, double most, long fewest) {}

    private static final Limit CRASHES = new Limit(Gate.KERNEL_CRASH, false, .01, 100);
    private static final Limit LIVE_DUMPS = new Limit(Gate.LIVE_DUMP, true, .03, 100);
    private static final Limit INTEGRATED = new Limit(Gate.INTEGRATED_GRAPHICS, false, 3e-4, 20_000);
    private static final Limit DISCRETE = new Limit(Gate.DISCRETE_GRAPHICS, false, 15e-4, 20_000);

    private final DetectionConfig config;

    Gates(DetectionConfig config) {
        this.config = config;
    }

    /**
     * How a release stands to them, in the last seven of its judged days whose counts are not expected to change much and whose
     * installs are known; empty where there are no such days.
     */
    List<GateResult> measure(Case driver, Installs installs, ReleaseEvidence release) {
        DriverDays days = driver.days();
        int settled = Math.min((int) release.getJudgedThrough().toEpochDay(), days.firstDay() + days.settled());
        OptionalInt to = installs.lastDay(release.getDriverVersion(), settled);
        if (to.isEmpty()) {
            return List.of();
        }
        int from = to.getAsInt() - DAYS + 1;
        if (from < release.getFirstDate().toEpochDay()
                || days.observed(from - days.firstDay(), to.getAsInt() - days.firstDay()) < DAYS) {
            return List.of();
        }
        long devices = installs.most(release.getDriverVersion(), from, to.getAsInt());
        return limits(driver.book().name()).stream()
                .filter(limit -> devices >= limit.fewest())
                .map(limit -> result(limit, driver, release, from, to.getAsInt(), devices))
                .toList();
    }

    private List<Limit> limits(String driverName) {
        List<Limit> limits = new ArrayList<>(List.of(CRASHES, LIVE_DUMPS));
        if (config.integratedGraphics().contains(driverName)) {
            limits.add(INTEGRATED);
        }
        if (config.discreteGraphics().contains(driverName)) {
            limits.add(DISCRETE);
        }
        return limits;
    }

    private static GateResult result(
            Limit limit, Case driver, ReleaseEvidence release, int from, int to, long devices) {
        DriverBook book = driver.book();
        IntPredicate failures = failure -> isLiveDump(book.failure(failure).getName()) == limit.isOfLiveDumps();
        int version = book.number(release.getDriverVersion());
        boolean isOfDevices = release.getCountedIn() == CountedIn.DEVICES;
        long failing = isOfDevices
                ? Objects.requireNonNullElse(book.devices(version, failures, from, to), 0L)
                : book.events(version, failures, from, to);
        double measured = (double) failing / devices;
        boolean isWithin = measured <= limit.most();
        return new GateResult(
                limit.gate(),
                LocalDate.ofEpochDay(from),
                LocalDate.ofEpochDay(to),
                failing,
                devices,
                measured,
                limit.most(),
                (isWithin || isOfDevices) ? isWithin : null,
                release.getCountedIn());
    }

    private static boolean isLiveDump(@Nullable String name) {
        return name != null && name.toUpperCase(Locale.ROOT).startsWith(LIVE_DUMP);
    }
}
