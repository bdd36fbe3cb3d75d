package dev.stopcode.producer.file;

import static dev.stopcode.producer.file.Column.CAB_EXPIRATION_TIME;
import static dev.stopcode.producer.file.Column.CAB_ID_HASH;
import static dev.stopcode.producer.file.Column.CAB_TYPE;
import static dev.stopcode.producer.file.Column.DEVICE_COUNT;
import static dev.stopcode.producer.file.Column.DEVICE_ID;
import static dev.stopcode.producer.file.Column.EVENT_COUNT;
import static dev.stopcode.producer.file.Column.FAILURE_DATE;
import static dev.stopcode.producer.file.Column.FAILURE_DATE_TIME;
import static dev.stopcode.producer.file.Column.FAILURE_HASH;
import static dev.stopcode.producer.file.Column.FAILURE_NAME;
import static dev.stopcode.producer.file.Column.MODE;

import dev.stopcode.producer.details.DeviceHash;
import dev.stopcode.producer.file.Line.Event;
import dev.stopcode.producer.file.Line.Hit;
import dev.stopcode.producer.file.Line.Rejected;
import dev.stopcode.schemas.FailureHash;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Turns the rows of one report run into records; devices become keyed hashes here. */
final class RowMapper {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2099;

    private static final Set<Column> DIMENSIONS = EnumSet.range(Column.FAILURE_NAME, Column.MODEL_FAMILY);
    private static final Map<Column, Integer> EVENT_POSITIONS = positions(ReportRow.getClassSchema());
    private static final Map<Column, Integer> HIT_POSITIONS = positions(FailureHit.getClassSchema());

    private final RowOrigin hits;
    private final RowOrigin events;
    private final DeviceHash devices;

    RowMapper(RowOrigin hits, RowOrigin events, DeviceHash devices) {
        this.hits = hits;
        this.events = events;
        this.devices = devices;
    }

    /** The row as an event if it has a time of day, a device or a dump, else as a count of its day. */
    Line map(Row row, long number, long line) {
        try {
            ReportTime time = time(row);
            boolean event = time.timeOfDay() != null || row.text(DEVICE_ID) != null || row.text(CAB_ID_HASH) != null;
            return event ? new Event(number, line, event(row, time)) : new Hit(number, line, hit(row, time));
        } catch (BadValue e) {
            return new Rejected(number, line, row.masked(), String.valueOf(e.getMessage()));
        }
    }

    private ReportRow event(Row row, ReportTime time) throws BadValue {
        ReportRow event = new ReportRow();
        setDimensions(event, EVENT_POSITIONS, row);
        event.setSource(events.source());
        event.setEventTime(time.instant());
        event.setFailureHash(failureHash(row));
        event.setDeviceHash(devices.of(row.text(DEVICE_ID)));
        event.setCabIdHash(row.text(CAB_ID_HASH));
        event.setCabType(row.text(CAB_TYPE));
        ReportTime expiration = row.timeOrNull(CAB_EXPIRATION_TIME);
        event.setCabExpirationTime(expiration == null ? null : expiration.instant());
        event.setHarvestId(events.harvestId());
        event.setCounting(events.counting());
        Long count = row.countOrNull(EVENT_COUNT);
        event.setEventCount(count == null ? 1 : count);
        return event;
    }

    private FailureHit hit(Row row, ReportTime time) throws BadValue {
        FailureHit hit = new FailureHit();
        setDimensions(hit, HIT_POSITIONS, row);
        hit.setSource(hits.source());
        hit.setDate(time.date());
        hit.setFailureHash(failureHash(row));
        hit.setHarvestId(hits.harvestId());
        hit.setCounting(hits.counting());
        Long count = row.countOrNull(EVENT_COUNT);
        if (count == null) {
            throw new BadValue(EVENT_COUNT, "missing in a row without time of day, device and dump");
        }
        hit.setEventCount(count);
        hit.setDeviceCount(row.countOrNull(DEVICE_COUNT));
        return hit;
    }

    private static ReportTime time(Row row) throws BadValue {
        ReportTime time = row.timeOrNull(FAILURE_DATE_TIME);
        Column column = time == null ? FAILURE_DATE : FAILURE_DATE_TIME;
        if (time == null) {
            time = row.timeOrNull(FAILURE_DATE);
        }
        if (time == null) {
            throw new BadValue(FAILURE_DATE, "missing");
        }
        if (time.date().getYear() < FIRST_YEAR || time.date().getYear() > LAST_YEAR) {
            throw new BadValue(column, "not of this century", String.valueOf(row.text(column)));
        }
        boolean padded = column == FAILURE_DATE && LocalTime.MIDNIGHT.equals(time.timeOfDay());
        return padded ? new ReportTime(time.date(), null, time.instant()) : time;
    }

    private static String failureHash(Row row) throws BadValue {
        String hash = row.text(FAILURE_HASH);
        String name = row.text(FAILURE_NAME);
        if (hash != null) {
            boolean braced = hash.startsWith("{") && hash.endsWith("}");
            return (braced ? hash.substring(1, hash.length() - 1) : hash).toLowerCase(Locale.ROOT);
        }
        if (name != null) {
            return FailureHash.of(name, row.text(MODE));
        }
        throw new BadValue(FAILURE_HASH, "missing, and so is " + FAILURE_NAME);
    }

    private static void setDimensions(SpecificRecord target, Map<Column, Integer> positions, Row row) {
        positions.forEach((column, position) -> target.put(position, row.text(column)));
    }

    private static Map<Column, Integer> positions(Schema schema) {
        Map<Column, Integer> positions = new EnumMap<>(Column.class);
        for (Schema.Field field : schema.getFields()) {
            Column column = Column.named(field.name());
            if (column != null && DIMENSIONS.contains(column)) {
                positions.put(column, field.pos());
            }
        }
        return positions;
    }
}
