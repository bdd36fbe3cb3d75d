/** How a command ends: exit codes, and one line for what went wrong. */
@NullMarked
package dev.stopcode.cli.error;

import org.jspecify.annotations.NullMarked;
