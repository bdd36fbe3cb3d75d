package dev.stopcode.config;

import dev.stopcode.devcenter.Flavour;
import org.jspecify.annotations.Nullable;

/**
 * One thing to harvest: an API flavour, of one application where the flavour has applications.
 *
 * @param id name of the source in topics, checkpoints and metrics; never to be changed once rows were harvested
 * @param applicationId null where the flavour has no applications
 * @param counting whether the rows count, or only name dumps
 */
public record SourceConfig(
        String id, Flavour flavour, @Nullable String applicationId, boolean counting) {}
