package dev.stopcode.schemas.contract;

import dev.stopcode.schemas.Topic;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file with the whole schema of a topic's values: the newest of the accepted versions. */
final class AcceptedSchema {

    private static final String DIRECTORY = "src/main/resources/accepted/";

    private AcceptedSchema() {}

    /** Its path within the module. */
    static String path(Topic<?> topic) {
        int version = 1;
        while (Files.exists(Path.of(path(topic, version + 1)))) {
            version++;
        }
        return path(topic, version);
    }

    private static String path(Topic<?> topic, int version) {
        return DIRECTORY + topic.value().getSimpleName() + ".v" + version + ".avsc";
    }
}
