package dev.stopcode.sandbox.report;

import java.util.Set;

/**
 * What is wrong with all rows, in files and pages alike.
 *
 * @param nulls fields that have no value, in lower case
 * @param missing fields that are not there, in lower case
 * @param placeholderHashes whether failure hashes are others than their names'
 */
public record RowShape(Set<String> nulls, Set<String> missing, boolean placeholderHashes) {

    /** Nothing. */
    public static final RowShape PLAIN = new RowShape(Set.of(), Set.of(), false);
}
