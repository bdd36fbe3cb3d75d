/** Files that somebody saved are read to their ends, and published as the harvest of a source. */
@NullMarked
package dev.stopcode.producer.imports;

import org.jspecify.annotations.NullMarked;
