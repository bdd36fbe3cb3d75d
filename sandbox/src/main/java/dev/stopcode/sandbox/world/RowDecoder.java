package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.hits.HitRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes out what a {@link RowKey} stands for, with the fields that the source's flavour has. */
record RowDecoder(Source source, Fleet fleet, List<Driver> drivers, Calendar calendar) {

    private static final String SELLER = "14313740";

    HitRow hit(long key, int day, long events, long devices) {
        Driver driver = drivers.get(RowKey.driver(key));
        Failure failure = driver.failure(RowKey.slot(key), day);
        return hit(key, calendar.date(day), driver, failure, events, devices);
    }

    private HitRow hit(long key, LocalDate date, Driver driver, Failure failure, long events, long devices) {
        boolean oem = source.flavour() == Flavour.OEM;
        boolean application = source.flavour().needsApplication();
        OsBuild build = fleet.builds().get(RowKey.build(key));
        Model model = fleet.models().get(RowKey.model(key));
        Release release = driver.releases().get(RowKey.version(key));
        return new HitRow(
                date,
                failure.name(),
                failure.hash(),
                failure.symbol(),
                build.version(),
                oem ? null : build.name(),
                failure.eventType(),
                Fleet.MARKETS.get(RowKey.market(key)),
                model.deviceType(),
                model.architecture(),
                fleet.rings().get(RowKey.ring(key)),
                source.applicationId(),
                application ? release.submissionId() : null,
                application ? null : SELLER,
                driver.name(),
                release.version(),
                oem ? null : model.maker(),
                model.name(),
                oem ? "Kernel" : null,
                oem ? model.baseboard() : null,
                oem ? model.family() : null,
                events,
                devices);
    }

    DetailRow detail(long key, Instant time, @Nullable String device, @Nullable Cab cab) {
        HitRow row = hit(key, calendar.index(LocalDate.ofInstant(time, ZoneOffset.UTC)), 1, 1);
        return new DetailRow(
                time,
                row.failureName(),
                row.failureHash(),
                row.symbol(),
                row.osVersion(),
                row.osName(),
                row.eventType(),
                row.market(),
                row.deviceType(),
                row.architecture(),
                row.flightRing(),
                row.applicationId(),
                row.submissionId(),
                row.sellerId(),
                row.driverName(),
                row.driverVersion(),
                row.oemName(),
                row.oemModel(),
                row.mode(),
                row.baseboard(),
                row.modelFamily(),
                source.flavour() == Flavour.OEM ? null : device,
                cab == null ? null : cab.idHash(),
                cab == null ? null : cab.type().label(),
                cab == null ? null : time.plus(Cab.LIFETIME));
    }
}
