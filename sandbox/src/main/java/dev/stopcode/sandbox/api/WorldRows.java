package dev.stopcode.sandbox.api;

import dev.stopcode.devcenter.hits.HitRow;
import dev.stopcode.sandbox.world.Crash;
import dev.stopcode.sandbox.world.Source;
import dev.stopcode.sandbox.world.World;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of a generated world. */
record WorldRows(World world) implements FailureSource {

    @Override
    public List<Source> sources() {
        return world.sources();
    }

    @Override
    public LocalDate firstDay() {
        return world.firstDay();
    }

    @Override
    public LocalDate today() {
        return world.config().today();
    }

    @Override
    public List<ServedRow> hits(Source source, LocalDate day, LocalDate asOf) {
        List<HitRow> rows = world.rows(source, day, asOf);
        return new AbstractList<>() {
            @Override
            public ServedRow get(int index) {
                return new HitServed(source.flavour(), rows.get(index));
            }

            @Override
            public int size() {
                return rows.size();
            }
        };
    }

    @Override
    public int hitCount(Source source, LocalDate day, LocalDate asOf) {
        return world.rowCount(source, day, asOf);
    }

    @Override
    public List<ServedRow> details(Source source, String failureHash, LocalDate from, LocalDate to, LocalDate asOf) {
        return world.crashes(source, failureHash, from, to, asOf)
                .<ServedRow>map(row -> new DetailServed(source.flavour(), row))
                .toList();
    }

    @Override
    public Stream<Crash> crashes(Source source, LocalDate day, LocalDate asOf) {
        return world.crashes(source, day, asOf);
    }

    @Override
    public Optional<byte[]> cab(String cabIdHash, LocalDate asOf) {
        return world.cabBytes(cabIdHash, asOf);
    }
}
