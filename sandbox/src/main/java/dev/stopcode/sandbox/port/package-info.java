/** Ports of this machine's loopback address. */
@NullMarked
package dev.stopcode.sandbox.port;

import org.jspecify.annotations.NullMarked;
