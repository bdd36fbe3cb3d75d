/** The contract of Stopcode: the Avro records (generated) and the catalogue of the topics that carry them. */
@NullMarked
package dev.stopcode.schemas;

import org.jspecify.annotations.NullMarked;
