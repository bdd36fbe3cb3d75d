package dev.stopcode.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The store of the dumps.
 *
 * @param location where it is
 * @param spool directory of downloads that are not whole yet; not used by a store that is a directory, which has its own
 * @param credentials of a store that is not a directory
 * @param retentionDays how long a dump is kept after its collection, {@value #MAX_RETENTION_DAYS} days at most
 * @param limit bytes that the store may hold, 0 for no limit
 * @param whenFull what is done when it holds them
 * @param keepFree bytes of the disk that downloads leave free
 */
public record StoreConfig(
        CabLocation location,
        Path spool,
        Credentials credentials,
        int retentionDays,
        long limit,
        WhenFull whenFull,
        long keepFree) {

    /** The vendor's terms: personal data is destroyed after thirty days. */
    public static final int MAX_RETENTION_DAYS = 30;

    /** What is done when the store holds as much as it may. */
    public enum WhenFull {
        /** Requests wait until there is room. */
        STOP,
        /** The oldest dumps are destroyed. */
        OLDEST
    }

    /**
     * What opens a store that is not a directory, where the environment does not.
     *
     * @param accessKey S3: id of the key
     * @param secretKey S3: secret of the key; Azure: key of the account, or a shared access signature
     */
    public record Credentials(
            @Nullable String accessKey, @Nullable String secretKey) {

        /** Those of the environment. */
        public static final Credentials NONE = new Credentials(null, null);

        @Override
        public String toString() {
            return "Credentials[accessKey=" + accessKey + "]";
        }
    }

    /** A directory without limits that keeps dumps as long as may be. */
    public static StoreConfig directory(Path path) {
        return new StoreConfig(
                new CabLocation.Directory(path),
                path.resolve("incoming"),
                Credentials.NONE,
                MAX_RETENTION_DAYS,
                0,
                WhenFull.STOP,
                0);
    }

    public Duration retention() {
        return Duration.ofDays(retentionDays);
    }
}
