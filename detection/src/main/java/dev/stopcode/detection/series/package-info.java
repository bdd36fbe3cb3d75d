/** Whether the newest days of a series of daily counts are more than its past lets expect. */
@NullMarked
package dev.stopcode.detection.series;

import org.jspecify.annotations.NullMarked;
