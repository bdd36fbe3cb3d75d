/** Plugins for Kafka Connect. */
@NullMarked
package dev.stopcode.connect;

import org.jspecify.annotations.NullMarked;
