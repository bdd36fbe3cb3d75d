package dev.stopcode.producer.file;

/**
 * What rows say of where they come from.
 *
 * @param source id of the source
 * @param counting whether the source counts
 * @param harvestId number of the harvest within the source
 */
public record RowOrigin(String source, boolean counting, long harvestId) {}
