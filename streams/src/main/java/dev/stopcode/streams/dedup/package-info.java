/** Deduplication: harvested rows become changes of daily counts, each row counted once. */
@NullMarked
package dev.stopcode.streams.dedup;

import org.jspecify.annotations.NullMarked;
