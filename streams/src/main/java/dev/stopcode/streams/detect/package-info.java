/** Regression detection: daily counts of a driver become alerts. */
@NullMarked
package dev.stopcode.streams.detect;

import org.jspecify.annotations.NullMarked;
