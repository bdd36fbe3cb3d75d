package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row as the vendor's routes show it: fields by the vendor's names. */
public sealed interface ServedRow permits HitServed, DetailServed, JsonRow {

    /** A field's value as filters compare it; null where the row lacks it. */
    @Nullable
    String text(String field);

    /** The day that the row belongs to. */
    LocalDate day();

    /** What the row counts. */
    double eventCount();

    /** Writes the row as a JSON object. */
    void writeTo(JsonGenerator json) throws IOException;
}
