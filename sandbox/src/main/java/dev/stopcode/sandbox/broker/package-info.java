/** A real Kafka broker in this JVM. */
@NullMarked
package dev.stopcode.sandbox.broker;

import org.jspecify.annotations.NullMarked;
