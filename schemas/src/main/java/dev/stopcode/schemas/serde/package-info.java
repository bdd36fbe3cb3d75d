/** Avro on the wire as Confluent writes it, and the schema registry that names the schemas. */
@NullMarked
package dev.stopcode.schemas.serde;

import org.jspecify.annotations.NullMarked;
