package dev.stopcode.cli.machine;

import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.machine.DataDir.PropertiesFile;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Properties;

/** What a data directory is filled from. It never changes: topics that hold two of them would be true of neither. */
public enum Origin {
    WORLD("a simulated world"),
    FILES("the files of --replay"),
    TENANT("a real Dev Center");

    private static final String KEY = "origin";

    private final String text;

    Origin(String text) {
        this.text = text;
    }

    /**
     * Remembers that the directory is filled from this.
     *
     * @throws UserError if it was filled from something else
     */
    public void claim(DataDir data) {
        Origin origin = of(data).orElse(this);
        if (origin != this) {
            throw UserError.usage(data.root() + " was filled from " + origin.text + ", and cannot go on with " + text
                    + ": choose another directory with --data.");
        }
        Properties properties = new Properties();
        properties.setProperty(KEY, name());
        PropertiesFile.write(data.originFile(), properties);
    }

    private static Optional<Origin> of(DataDir data) {
        if (Files.exists(data.originFile())) {
            return Optional.of(valueOf(PropertiesFile.read(data.originFile()).getProperty(KEY)));
        }
        return Files.exists(data.worldFile()) ? Optional.of(WORLD) : Optional.empty();
    }
}
