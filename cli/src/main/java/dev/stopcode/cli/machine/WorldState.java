package dev.stopcode.cli.machine;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.machine.DataDir.PropertiesFile;
import dev.stopcode.sandbox.world.Size;
import dev.stopcode.sandbox.world.WorldConfig;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which world a data directory was filled from, and what time it is in it.
 *
 * @param world seed, size and first date
 * @param ahead how far the world's clock is ahead of the real one; negative when it is behind
 * @param asOf the world's date when it was last harvested
 */
public record WorldState(WorldConfig world, Duration ahead, LocalDate asOf) {

    /** What the directory remembers, empty before its first run. */
    public static Optional<WorldState> load(DataDir data) {
        if (!Files.exists(data.worldFile())) {
            return Optional.empty();
        }
        Properties properties = PropertiesFile.read(data.worldFile());
        return Optional.of(new WorldState(
                new WorldConfig(
                        Long.parseLong(properties.getProperty("seed")),
                        Size.valueOf(properties.getProperty("size").toUpperCase(Locale.ROOT)),
                        LocalDate.parse(properties.getProperty("today"))),
                Duration.parse(properties.getProperty("ahead")),
                LocalDate.parse(properties.getProperty("asOf"))));
    }

    /**
     * The world of a run: the remembered one, or a new one.
     *
     * @param seed null for the remembered seed, or 1
     * @param size null for the remembered size, or small
     * @param today the date that it is in the world, which stands at its noon when the run begins; null to go on by the
     *     remembered clock, or the real one
     * @throws UserError if the directory was filled from another world
     */
    public static WorldState of(
            DataDir data, @Nullable Long seed, @Nullable Size size, @Nullable LocalDate today, Instant now) {
        Optional<WorldState> remembered = load(data);
        Duration ahead = today == null
                ? remembered.map(WorldState::ahead).orElse(Duration.ZERO)
                : Duration.between(now, today.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC));
        LocalDate date = LocalDate.ofInstant(now.plus(ahead), ZoneOffset.UTC);
        if (remembered.isEmpty()) {
            WorldConfig fresh = new WorldConfig(seed == null ? 1 : seed, size == null ? Size.SMALL : size, date);
            return new WorldState(fresh, ahead, date);
        }
        WorldConfig world = remembered.get().world();
        check(data, remembered.get(), seed == null ? world.seed() : seed, size == null ? world.size() : size, date);
        return new WorldState(world, ahead, date);
    }

    private static void check(DataDir data, WorldState remembered, long seed, Size size, LocalDate date) {
        WorldConfig world = remembered.world();
        if (world.seed() != seed || world.size() != size) {
            throw UserError.usage(String.format(
                    Locale.ROOT,
                    "%s holds the world of --seed %d --size %s, not that of --seed %d --size %s: leave the options out,"
                            + " or choose another directory with --data.",
                    data.root(),
                    world.seed(),
                    name(world.size()),
                    seed,
                    name(size)));
        }
        if (date.isBefore(remembered.asOf())) {
            throw UserError.usage("It was " + remembered.asOf() + " in the world of " + data.root()
                    + " already, and cannot be " + date + " again: choose a later --today.");
        }
    }

    /** Remembers it. */
    public void save(DataDir data) {
        Properties properties = new Properties();
        properties.setProperty("seed", Long.toString(world.seed()));
        properties.setProperty("size", name(world.size()));
        properties.setProperty("today", world.today().toString());
        properties.setProperty("ahead", ahead.toString());
        properties.setProperty("asOf", asOf.toString());
        PropertiesFile.write(data.worldFile(), properties);
    }

    /** The world's clock. */
    public Clock clock(Clock real) {
        return Clock.offset(real, ahead);
    }

    private static String name(Size size) {
        return size.name().toLowerCase(Locale.ROOT);
    }
}
