package dev.stopcode.benchmarks.dumps;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stopcode.devcenter.Flavour;
import dev.stopcode.sandbox.api.FailureSource;
import dev.stopcode.sandbox.api.ServedRow;
import dev.stopcode.sandbox.world.Source;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A vendor that has nothing but dumps, of one size, each with a content of its own. */
final class MadeUpDumps implements FailureSource {

    private final byte[] noise;

    MadeUpDumps(int bytes) {
        noise = new byte[bytes];
        new SplittableRandom(1).nextBytes(noise);
    }

    @Override
    public Optional<byte[]> cab(String cabIdHash, LocalDate asOf) {
        byte[] dump = noise.clone();
        ByteBuffer.wrap(dump).put("PAGEDU64".getBytes(US_ASCII)).put(cabIdHash.getBytes(US_ASCII));
        return Optional.of(dump);
    }

    @Override
    public List<Source> sources() {
        return List.of(new Source("w10", Flavour.WINDOWS_10, "application"));
    }

    @Override
    public LocalDate firstDay() {
        return today();
    }

    @Override
    public LocalDate today() {
        return LocalDate.of(2026, 11, 20);
    }

    @Override
    public List<ServedRow> hits(Source source, LocalDate day, LocalDate asOf) {
        return List.of();
    }

    @Override
    public int hitCount(Source source, LocalDate day, LocalDate asOf) {
        return 0;
    }

    @Override
    public List<ServedRow> details(Source source, String failureHash, LocalDate from, LocalDate to, LocalDate asOf) {
        return List.of();
    }
}
