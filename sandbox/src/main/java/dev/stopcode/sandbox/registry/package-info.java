/** A real schema registry as a child process. */
@NullMarked
package dev.stopcode.sandbox.registry;

import org.jspecify.annotations.NullMarked;
