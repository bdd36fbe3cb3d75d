/** Rows as bytes: read where they lie, without decoding them. */
@NullMarked
package dev.stopcode.streams.row;

import org.jspecify.annotations.NullMarked;
