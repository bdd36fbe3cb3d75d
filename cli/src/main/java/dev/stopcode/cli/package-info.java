/** The stopcode command. */
@NullMarked
package dev.stopcode.cli;

import org.jspecify.annotations.NullMarked;
