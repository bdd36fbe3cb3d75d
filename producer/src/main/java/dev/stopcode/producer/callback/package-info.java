/** What the vendor calls when a run of a report has completed: a hint, of which nothing is believed. */
@NullMarked
package dev.stopcode.producer.callback;

import org.jspecify.annotations.NullMarked;
