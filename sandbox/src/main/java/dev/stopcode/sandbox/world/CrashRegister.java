package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.details.DetailRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The single crashes of a source, and their dumps. */
final class CrashRegister {

    private final int source;
    private final Fleet fleet;
    private final List<Driver> drivers;
    private final Calendar calendar;
    private final RowDecoder decoder;
    private final CabLocator cabs;

    CrashRegister(
            int source, Fleet fleet, List<Driver> drivers, Calendar calendar, RowDecoder decoder, CabLocator cabs) {
        this.source = source;
        this.fleet = fleet;
        this.drivers = drivers;
        this.calendar = calendar;
        this.decoder = decoder;
        this.cabs = cabs;
    }

    /** The crashes of a failure on a day as they look some days later, in order of time. */
    List<DetailRow> crashes(String failureHash, int day, int age) {
        List<DetailRow> found = new ArrayList<>();
        for (int d = 0; d < drivers.size() && day >= 0; d++) {
            Driver driver = drivers.get(d);
            List<CrashStream> streams = driver.streams(day);
            for (int s = 0; s < streams.size(); s++) {
                if (driver.failure(streams.get(s).slot(), day).hash().equalsIgnoreCase(failureHash)) {
                    collect(found, new CabLocator.Address(source, d, day, s, 0), age);
                }
            }
        }
        found.sort(Comparator.comparing(DetailRow::time));
        return found;
    }

    private void collect(List<DetailRow> to, CabLocator.Address stream, int age) {
        CrashCursor crash = cursor(stream);
        while (crash.next()) {
            if (crash.visible(age)) {
                to.add(detail(crash, stream, age));
            }
        }
    }

    /** All crashes of a day as they look some days later, driver by driver. */
    Stream<Crash> crashes(int day, int age) {
        return day < 0 || age < 0
                ? Stream.empty()
                : IntStream.range(0, drivers.size()).boxed().flatMap(driver -> crashes(driver, day, age).stream());
    }

    private List<Crash> crashes(int d, int day, int age) {
        Driver driver = drivers.get(d);
        CrashCursor crash = new CrashCursor(fleet, d, driver, day);
        List<Crash> found = new ArrayList<>();
        List<CrashStream> streams = driver.streams(day);
        for (int s = 0; s < streams.size(); s++) {
            CabLocator.Address stream = new CabLocator.Address(source, d, day, s, 0);
            crash.start(streams.get(s));
            while (crash.next()) {
                if (crash.visible(age)) {
                    OsBuild build = fleet.builds().get(RowKey.build(crash.key(age)));
                    found.add(new Crash(
                            detail(crash, stream, age), build.release(), Computer.of(crash.device(), driver.seed())));
                }
            }
        }
        return found;
    }

    private CrashCursor cursor(CabLocator.Address stream) {
        Driver driver = drivers.get(stream.driver());
        CrashCursor crash = new CrashCursor(fleet, stream.driver(), driver, stream.day());
        crash.start(driver.streams(stream.day()).get(stream.stream()));
        return crash;
    }

    private DetailRow detail(CrashCursor crash, CabLocator.Address stream, int age) {
        Cab cab = crash.hasCab() ? new Cab(cabs.seal(stream.at(crash.ordinal())), Cab.Type.of(crash.own())) : null;
        return decoder.detail(crash.key(age), time(crash, stream.day()), Computer.id(crash.device()), cab);
    }

    private Instant time(CrashCursor crash, int day) {
        return calendar.date(day).atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(crash.second());
    }

    /** The dump of a crash, while there is one: from its arrival until it expires. */
    Optional<byte[]> cab(CabLocator.Address address, int age) {
        CrashCursor crash = cursor(address);
        boolean there = crash.seek(address.ordinal());
        if (!there || !crash.visible(age) || !crash.hasCab() || age > Cab.LIFETIME.toDays()) {
            return Optional.empty();
        }
        Driver driver = drivers.get(address.driver());
        int bugCheck = driver.failure(
                        driver.streams(address.day()).get(address.stream()).slot(), address.day())
                .bugCheck();
        DetailRow detail = detail(crash, address, age);
        return Optional.of(CabArchive.bytes(detail, bugCheck, Cab.Type.of(crash.own()), crash.own()));
    }
}
