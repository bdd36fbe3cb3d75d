package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.details.DetailRow;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A single event of a world. */
record DetailServed(Flavour flavour, DetailRow row) implements ServedRow {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Override
    public @Nullable String text(String field) {
        return switch (field) {
            case "date" -> text(row.time());
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
            case "clientDeviceId" -> row.clientDeviceId();
            case "cabIdHash" -> row.cabIdHash();
            case "cabType" -> row.cabType();
            case "cabExpirationTime" -> expiration();
            default -> null;
        };
    }

    private @Nullable String expiration() {
        Instant expires = row.cabExpirationTime();
        return expires == null ? null : text(expires);
    }

    /** A time as rows show it. */
    static String text(Instant time) {
        return TIME.format(time);
    }

    @Override
    public LocalDate day() {
        return LocalDate.ofInstant(row.time(), ZoneOffset.UTC);
    }

    @Override
    public double eventCount() {
        return 1;
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("date", text("date"));
        for (String field : Vocabulary.of(flavour).detailFields()) {
            json.writeStringField(field, text(field));
        }
        json.writeEndObject();
    }
}
