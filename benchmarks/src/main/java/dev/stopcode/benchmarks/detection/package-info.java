/** What it costs to judge a day of a series: time, and bytes that are allocated. */
@NullMarked
package dev.stopcode.benchmarks.detection;

import org.jspecify.annotations.NullMarked;
