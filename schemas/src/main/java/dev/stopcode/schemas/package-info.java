/**
 * The contract of Stopcode: the Avro records (generated, and therefore not null-marked) and the catalogue of the topics
 * that carry them.
 */
package dev.stopcode.schemas;
