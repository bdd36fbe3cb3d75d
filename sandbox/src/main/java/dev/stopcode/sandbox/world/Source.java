package dev.stopcode.sandbox.world;

import dev.stopcode.devcenter.Flavour;
import org.jspecify.annotations.Nullable;

/**
 * One thing to harvest. A driver is seen by one source only.
 *
 * @param id a name for configurations, for example {@code windows-10-a}
 * @param applicationId null where the flavour has no applications
 */
public record Source(String id, Flavour flavour, @Nullable String applicationId) {}
