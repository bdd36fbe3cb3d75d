/** The topology from end to end, beside its floor and its ceiling, on a real broker. */
@NullMarked
package dev.stopcode.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
