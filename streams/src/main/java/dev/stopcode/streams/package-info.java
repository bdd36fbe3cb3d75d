/** The topology and the process that runs it. */
@NullMarked
package dev.stopcode.streams;

import org.jspecify.annotations.NullMarked;
