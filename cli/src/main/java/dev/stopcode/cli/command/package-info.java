/** The commands, one class each. */
@NullMarked
package dev.stopcode.cli.command;

import org.jspecify.annotations.NullMarked;
