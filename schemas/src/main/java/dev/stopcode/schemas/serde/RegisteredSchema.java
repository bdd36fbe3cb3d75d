package dev.stopcode.schemas.serde;

import org.apache.avro.Schema;

/**
 * A schema as a subject holds it.
 *
 * @param id the registry's id of the schema, as records carry it
 * @param version number within the subject, from 1
 */
public record RegisteredSchema(int id, int version, Schema schema) {}
