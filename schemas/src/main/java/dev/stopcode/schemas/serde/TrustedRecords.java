package dev.stopcode.schemas.serde;

import dev.stopcode.schemas.Topics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro loads a class that a schema names only if it is trusted, since 1.12.2. The serdes trust the records of this
 * module and those of the packages whose classes they are configured with; what Avro trusts otherwise stays trusted.
 */
public final class TrustedRecords {

    private static final Set<String> PACKAGES = ConcurrentHashMap.newKeySet();

    static {
        PACKAGES.add(Topics.class.getPackageName());
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> PACKAGES.contains(type.getPackageName())));
    }

    private TrustedRecords() {}

    /** Lets Avro load the classes of that class's package. */
    public static void trust(Class<?> type) {
        PACKAGES.add(type.getPackageName());
    }
}
