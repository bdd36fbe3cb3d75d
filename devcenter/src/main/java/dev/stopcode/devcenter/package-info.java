/** A typed, asynchronous client of the Hardware Dev Center's APIs; it knows nothing of Kafka. */
@NullMarked
package dev.stopcode.devcenter;

import org.jspecify.annotations.NullMarked;
