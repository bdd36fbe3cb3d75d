package dev.stopcode.devcenter;

/**
 * A row that could not be read, among others that could.
 *
 * @param json the row's text as it came
 * @param cause what is wrong with it, naming the field
 */
public record RejectedRow(String json, String cause) {}
