/** How things are printed: tables, JSON, lines that refresh themselves. */
@NullMarked
package dev.stopcode.cli.output;

import org.jspecify.annotations.NullMarked;
