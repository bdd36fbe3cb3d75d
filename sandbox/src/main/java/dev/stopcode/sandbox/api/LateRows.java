package dev.stopcode.sandbox.api;

import dev.stopcode.sandbox.world.Crash;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows of which some days are told late. */
record LateRows(FailureSource rows, Faults faults) implements FailureSource {

    private List<Fault.LateRestatement> late() {
        return faults.pending().stream()
                .map(Injection::fault)
                .filter(Fault.LateRestatement.class::isInstance)
                .map(Fault.LateRestatement.class::cast)
                .toList();
    }

    /** The date as of which a day is told. */
    private LocalDate told(LocalDate day, LocalDate asOf) {
        LocalDate known = day.plusDays(1);
        boolean held = asOf.isAfter(known)
                && late().stream().anyMatch(late -> late.day().equals(day) && asOf.isBefore(late.on()));
        return held ? known : asOf;
    }

    @Override
    public List<Source> sources() {
        return rows.sources();
    }

    @Override
    public LocalDate firstDay() {
        return rows.firstDay();
    }

    @Override
    public LocalDate today() {
        return rows.today();
    }

    @Override
    public List<ServedRow> hits(Source source, LocalDate day, LocalDate asOf) {
        return rows.hits(source, day, told(day, asOf));
    }

    @Override
    public int hitCount(Source source, LocalDate day, LocalDate asOf) {
        return rows.hitCount(source, day, told(day, asOf));
    }

    @Override
    public List<ServedRow> details(Source source, String failureHash, LocalDate from, LocalDate to, LocalDate asOf) {
        if (late().isEmpty()) {
            return rows.details(source, failureHash, from, to, asOf);
        }
        LocalDate oldest = asOf.minusDays(World.DETAIL_DAYS - 1);
        LocalDate first = from.isBefore(oldest) ? oldest : from;
        LocalDate last = to.isAfter(asOf) ? asOf : to;
        return first.isAfter(last)
                ? List.of()
                : first.datesUntil(last.plusDays(1))
                        .flatMap(day -> rows.details(source, failureHash, day, day, told(day, asOf)).stream())
                        .toList();
    }

    @Override
    public Stream<Crash> crashes(Source source, LocalDate day, LocalDate asOf) {
        return rows.crashes(source, day, told(day, asOf));
    }

    @Override
    public Optional<byte[]> cab(String cabIdHash, LocalDate asOf) {
        return rows.cab(cabIdHash, asOf);
    }
}
