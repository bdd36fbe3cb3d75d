/** The failurehits method: aggregated counts of failures, a page at a time. */
@NullMarked
package dev.stopcode.devcenter.hits;

import org.jspecify.annotations.NullMarked;
