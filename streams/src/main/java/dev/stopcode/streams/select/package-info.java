/** CAB selection: an alert becomes requests for the few dumps worth having. */
@NullMarked
package dev.stopcode.streams.select;

import org.jspecify.annotations.NullMarked;
