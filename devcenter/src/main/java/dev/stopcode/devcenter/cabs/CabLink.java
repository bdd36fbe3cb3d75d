package dev.stopcode.devcenter.cabs;

import dev.stopcode.devcenter.SignedLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A crash dump of a failure, and the link to it.
 *
 * @param time when the failure happened (UTC)
 * @param expiration when the vendor deletes the dump; the link expires earlier
 */
public record CabLink(
        @Nullable String applicationId,
        @Nullable String submissionId,
        @Nullable String failureHash,
        String cabIdHash,
        SignedLink url,
        @Nullable Instant time,
        @Nullable Instant expiration) {}
