package dev.stopcode.devcenter.cabs;

import dev.stopcode.devcenter.Flavour;
import org.jspecify.annotations.Nullable;

/**
 * A crash dump, and where to ask for it.
 *
 * @param applicationId required by {@link Flavour#WINDOWS_10}, otherwise null
 */
public record CabRef(Flavour flavour, @Nullable String applicationId, String cabIdHash) {

    public CabRef {
        if (flavour.needsApplication() && applicationId == null) {
            throw new IllegalArgumentException("applicationId: required by flavour " + flavour.id());
        }
    }
}
