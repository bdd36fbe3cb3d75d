/** Measurements of the topology against its ceilings. */
@NullMarked
package dev.stopcode.benchmarks;

import org.jspecify.annotations.NullMarked;
