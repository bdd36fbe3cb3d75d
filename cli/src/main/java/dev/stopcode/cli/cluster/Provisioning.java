package dev.stopcode.cli.cluster;

import dev.stopcode.config.KafkaConfig;
import java.util.List;

/** Topics and schemas of an installation. */
public final class Provisioning {

    private Provisioning() {}

    /** Creates what is missing; what is there stays as it is. One line for each thing that was done. */
    public static List<String> create(KafkaConfig kafka) {
        throw new UnsupportedOperationException();
    }

    /** What is missing or differs from the catalogue, one line each. */
    public static List<String> verify(KafkaConfig kafka) {
        throw new UnsupportedOperationException();
    }
}
