package dev.stopcode.sandbox.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in UTC, which the vendor does not say. */
final class VendorTimes {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ROW =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private VendorTimes() {}

    /** {@code 2026-11-20 23:51:11}, as in rows. */
    static String row(Instant time) {
        return ROW.format(time);
    }

    /** {@code 2026-11-20}. */
    static String day(Instant time) {
        return DAY.format(time);
    }

    /** {@code 2026-11-20T23:51:11.483}. */
    static String millis(Instant time) {
        return MILLIS.format(time);
    }

    /** {@code 2026-11-20T23:51:11}. */
    static String seconds(Instant time) {
        return SECONDS.format(time);
    }
}
