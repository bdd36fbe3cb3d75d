package dev.stopcode.producer.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stopcode.devcenter.details.FailureDetails;
import dev.stopcode.devcenter.hits.FailureHits;
import dev.stopcode.devcenter.page.Field;
import dev.stopcode.devcenter.page.SavedRow;
import dev.stopcode.devcenter.page.SavedRows;
import dev.stopcode.devcenter.page.UnreadableRow;
import dev.stopcode.producer.details.DeviceHash;
import dev.stopcode.producer.details.ReportRowMapper;
import dev.stopcode.producer.hits.HitMapper;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads rows of failurehits and failuredetails that were saved as JSON. */
final class SavedRowReader implements RowReader {

    private final SavedRows saved;
    private final RowOrigin events;
    private final HitMapper hitMapper;
    private final ReportRowMapper eventMapper;
    private final long harvestOfHits;
    private long rows;

    SavedRowReader(Reader json, RowOrigin hits, RowOrigin events, DeviceHash devices) throws IOException {
        this.saved = SavedRows.of(json);
        this.events = events;
        this.hitMapper = new HitMapper(hits.source(), hits.counting());
        this.harvestOfHits = hits.harvestId();
        this.eventMapper = new ReportRowMapper(devices);
    }

    @Override
    public @Nullable Line next() throws IOException {
        SavedRow row = parsed();
        if (row == null) {
            return null;
        }
        if (rows == 0) {
            check(row);
        }
        rows++;
        try {
            return row.isEvent() ? event(row) : hit(row);
        } catch (UnreadableRow e) {
            return rejected(row, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable SavedRow parsed() throws IOException {
        try {
            return saved.next();
        } catch (JsonProcessingException e) {
            throw new UnreadableReport(
                    "line " + e.getLocation().getLineNr() + " is not JSON: " + e.getOriginalMessage());
        }
    }

    /** By its first row, a file is told from other JSON. */
    private static void check(SavedRow first) throws UnreadableReport {
        if (first.json().has("topic") && first.json().has("offset")) {
            throw new UnreadableReport("JSON of what `topics read` prints, not of the vendor's own rows");
        }
        if (!first.has(Field.DATE)) {
            throw new UnreadableReport(
                    "JSON, but neither a page with an array named Value nor rows with a " + Field.DATE);
        }
        if (first.has(Field.CAB_URL)) {
            throw new UnreadableReport("links to dumps (cabdownloadbatch), which are no failures");
        }
    }

    private Line hit(SavedRow row) throws UnreadableRow {
        FailureHit hit = hitMapper.hit(row.read(FailureHits::row), harvestOfHits);
        return hit.getFailureHash() == null ? nameless(row) : new Line.Hit(rows, row.line(), hit);
    }

    private Line event(SavedRow row) throws UnreadableRow {
        ReportRow event = eventMapper.map(row.read(FailureDetails::row), events.source());
        if (event.getFailureHash() == null) {
            return nameless(row);
        }
        event.setCounting(events.counting());
        event.setHarvestId(events.harvestId());
        return new Line.Event(rows, row.line(), event);
    }

    private Line nameless(SavedRow row) {
        return rejected(row, "failureHash and failureName: both missing");
    }

    private Line rejected(SavedRow row, String cause) {
        return new Line.Rejected(rows, row.line(), row.masked(), cause);
    }

    @Override
    public void close() throws IOException {
        saved.close();
    }
}
