package dev.stopcode.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that is made from the code. */
final class GeneratedFile {

    private static final String WRITE = "stopcode.docs.write";

    private GeneratedFile() {}

    /** How the file is made anew, for the file to say. */
    static String command(Class<?> test) {
        return "./mvnw -pl schemas test -Dtest=" + test.getSimpleName() + " -Dtest.jvm.args=-D" + WRITE + "=true";
    }

    /** Fails where the file is not what was generated; writes it where that is asked for. */
    static void check(Path file, String generated) throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, generated);
        }
        assertThat(Files.readString(file))
                .as("%s is out of date: it says itself how to generate it anew", file)
                .isEqualTo(generated);
    }
}
