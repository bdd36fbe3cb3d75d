/** Whether a release of a driver is worse than its predecessors, from daily counts of its failures. */
@NullMarked
package dev.stopcode.detection.release;

import org.jspecify.annotations.NullMarked;
