package dev.stopcode.worker.objects;

import dev.stopcode.config.CabLocation.AzureBlob;
import dev.stopcode.config.CabLocation.Directory;
import dev.stopcode.config.CabLocation.S3;
import dev.stopcode.config.StoreConfig;
import java.nio.file.Path;

/** The stores that can be configured. */
public final class ObjectStores {

    private ObjectStores() {}

    /** The store of that configuration, not yet opened. */
    public static ObjectStore of(StoreConfig config) {
        return switch (config.location()) {
            case Directory directory -> new DirectoryStore(directory.path(), spool(config));
            case S3 s3 -> new S3Store(s3, config);
            case AzureBlob azure -> new AzureBlobStore(azure, config);
        };
    }

    /** The directory of downloads that are not whole yet: on the disk of the store where that is a directory. */
    public static Path spool(StoreConfig config) {
        return config.location() instanceof Directory directory
                ? directory.path().toAbsolutePath().normalize().resolve("incoming")
                : config.spool();
    }
}
