/** Files of daily counts in CSV, read row by row. */
@NullMarked
package dev.stopcode.cli.csv;

import org.jspecify.annotations.NullMarked;
