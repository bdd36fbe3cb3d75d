package dev.stopcode.config;

import dev.stopcode.config.StoreConfig.Credentials;
import dev.stopcode.config.StoreConfig.WhenFull;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Of {@code cabs.*} what is about the store. */
final class StoreSection {

    private static final String STORE = "cabs.store";
    private static final String ACCESS_KEY = "cabs.store.access.key";
    private static final String SECRET_KEY = "cabs.store.secret.key";

    /** What S3 takes in one request. */
    private static final long S3_OBJECT = 5L << 30;

    private StoreSection() {}

    static void define(Keys keys) {
        keys.text(
                        STORE,
                        "./data/cabs",
                        Keys.parsedBy(CabLocation::parse, CabLocation.ALLOWED),
                        "Where the dumps are kept (docs/dumps.md).")
                .text(ACCESS_KEY, null, "S3: id of the access key; without it, the AWS client's own chain is asked.")
                .secret(
                        SECRET_KEY,
                        "S3: the secret access key. Azure: the account's key or a shared access signature; without it,"
                                + " AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN of the environment.")
                .bytes(
                        "cabs.store.limit",
                        0,
                        0,
                        "Bytes that the store may hold, 0 for no limit; downloads in hand are still kept when it is reached.")
                .choice(
                        "cabs.when.full",
                        WhenFull.STOP,
                        "At the limit: stop taking requests until there is room, or destroy the oldest dumps.")
                .number(
                        "cabs.retention.days",
                        StoreConfig.MAX_RETENTION_DAYS,
                        1,
                        StoreConfig.MAX_RETENTION_DAYS,
                        "A dump is destroyed at most so many days after its collection.")
                .directory(
                        "cabs.spool",
                        "./data/spool",
                        "Directory of unfinished downloads; a store that is a directory has its own.")
                .bytes(
                        "cabs.keep.free",
                        256L << 20,
                        0,
                        "No request is taken while the disk that downloads go to has less bytes free.");
    }

    static void check(Map<String, String> values, List<Problem> problems) {
        boolean access = !values.getOrDefault(ACCESS_KEY, "").isEmpty();
        boolean secret = !values.getOrDefault(SECRET_KEY, "").isEmpty();
        boolean s3 = values.getOrDefault(STORE, "").startsWith("s3:");
        if (s3 && access != secret) {
            problems.add(Problem.of(
                    access ? SECRET_KEY : ACCESS_KEY,
                    null,
                    "missing: for S3 " + ACCESS_KEY + " and " + SECRET_KEY + " belong together"));
        }
        String largest = values.getOrDefault("cabs.max.bytes", "");
        if (s3 && largest.matches("[0-9]{1,18}") && Long.parseLong(largest) > S3_OBJECT) {
            problems.add(Problem.of("cabs.max.bytes", largest, "at most " + S3_OBJECT + " where cabs.store is S3"));
        }
    }

    static StoreConfig read(Settings settings) {
        return new StoreConfig(
                CabLocation.parse(settings.getString(STORE)),
                settings.path("cabs.spool"),
                new Credentials(settings.optional(ACCESS_KEY), settings.secret(SECRET_KEY)),
                settings.getInt("cabs.retention.days"),
                settings.getLong("cabs.store.limit"),
                WhenFull.valueOf(settings.getString("cabs.when.full").toUpperCase(Locale.ROOT)),
                settings.getLong("cabs.keep.free"));
    }
}
