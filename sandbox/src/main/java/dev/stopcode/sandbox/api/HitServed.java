package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.hits.HitRow;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An aggregated row of a world. */
record HitServed(Flavour flavour, HitRow row) implements ServedRow {

    @Override
    public @Nullable String text(String field) {
        return switch (field) {
            case "date" -> row.date().toString();
            case "failureName" -> row.failureName();
            case "failureHash" -> row.failureHash();
            case "symbol" -> row.symbol();
            case "osVersion" -> row.osVersion();
            case "osName" -> row.osName();
            case "eventType" -> row.eventType();
            case "market" -> row.market();
            case "deviceType" -> row.deviceType();
            case "architecture" -> row.architecture();
            case "flightRing" -> row.flightRing();
            case "applicationId" -> row.applicationId();
            case "submissionId" -> row.submissionId();
            case "sellerId" -> row.sellerId();
            case "driverName", "moduleName" -> row.driverName();
            case "driverVersion", "moduleVersion" -> row.driverVersion();
            case "oemName" -> row.oemName();
            case "oemModel", "model" -> row.oemModel();
            case "mode" -> row.mode();
            case "baseboard" -> row.baseboard();
            case "modelFamily" -> row.modelFamily();
            default -> null;
        };
    }

    @Override
    public LocalDate day() {
        return row.date();
    }

    @Override
    public double eventCount() {
        return row.eventCount();
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("date", text("date"));
        for (String field : Vocabulary.of(flavour).dimensions()) {
            json.writeStringField(field, text(field));
        }
        Long devices = row.deviceCount();
        if (devices != null) {
            json.writeNumberField("deviceCount", (double) devices);
        }
        json.writeNumberField("eventCount", eventCount());
        json.writeEndObject();
    }
}
