package dev.stopcode.cli.imports;

import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.Provisioning;
import dev.stopcode.cli.cluster.Writing;
import dev.stopcode.cli.csv.CountFile;
import dev.stopcode.cli.output.ReadingProgress;
import dev.stopcode.cli.output.Screen;
import dev.stopcode.cli.pipeline.StopSignal;
import dev.stopcode.schemas.DriverInstalls;
import dev.stopcode.schemas.Topics;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * An import of how many devices run the versions of drivers. The file is read to its end before anything is written; what
 * is written twice is written as it was.
 */
public final class InstallsImport {

    private static final int DATE = 0;
    private static final int DRIVER = 1;
    private static final int VERSION = 2;
    private static final int INSTALLS = 3;

    /** Days back; beyond that a date is wrong. */
    private static final int MOST_DAYS = 3660;

    private final Path file;
    private final Installation installation;
    private final LocalDate today;
    private final Screen screen;
    private final StopSignal stop;

    /** @param today the last day that installs can be of */
    public InstallsImport(Path file, Installation installation, LocalDate today, Screen screen, StopSignal stop) {
        this.file = file;
        this.installation = installation;
        this.today = today;
        this.screen = screen;
        this.stop = stop;
    }

    /**
     * Imports.
     *
     * @param dryRun whether the file is only to be read
     * @throws dev.stopcode.cli.error.UserError if the file cannot be used; nothing is written then
     */
    public InstallsSummary run(boolean dryRun) {
        try {
            InstallsSummary summary = new InstallsSummary(file, dryRun);
            read("check", summary::add);
            if (!dryRun) {
                Provisioning.require(installation.config().kafka());
                write();
            }
            return summary;
        } finally {
            screen.done();
        }
    }

    private void write() {
        try (Writing<DriverInstalls> writing =
                new Writing<>(installation.config().kafka(), Topics.DRIVER_INSTALLS)) {
            read("import", installs -> writing.add(installs.getDriverName(), key(installs), installs));
            writing.finish();
        }
    }

    private static String key(DriverInstalls installs) {
        return installs.getDriverName() + '|' + installs.getDriverVersion() + '|' + installs.getDate();
    }

    private void read(String stage, Consumer<DriverInstalls> consumer) {
        ReadingProgress progress = new ReadingProgress(stage, CountFile.size(file), System::nanoTime);
        try (CountFile rows = new CountFile(file, "date", "driver", "version", "installs")) {
            while (rows.next()) {
                consumer.accept(installs(rows));
                if (stop.isRequested()) {
                    throw new CancellationException("stopped by a signal");
                }
                progress.of(rows.bytes(), rows.rows()).ifPresent(screen::progress);
            }
        }
    }

    private DriverInstalls installs(CountFile row) {
        int day = row.day(DATE);
        if (day > today.toEpochDay()) {
            throw row.problem("date " + row.text(DATE) + " is still to come; today is " + today + " (UTC).");
        }
        if (day < today.toEpochDay() - MOST_DAYS) {
            throw row.problem("date " + row.text(DATE) + " is more than " + MOST_DAYS + " days ago: is it wrong?");
        }
        return new DriverInstalls(
                named(row, DRIVER, "driver"),
                named(row, VERSION, "version"),
                LocalDate.ofEpochDay(day),
                row.count(INSTALLS));
    }

    private static String named(CountFile row, int column, String name) {
        String text = row.text(column);
        if (text.isBlank()) {
            throw row.problem("there is no " + name + ".");
        }
        return text;
    }
}
