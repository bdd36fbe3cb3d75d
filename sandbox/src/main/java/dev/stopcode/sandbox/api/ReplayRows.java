package dev.stopcode.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.page.SavedRow;
import dev.stopcode.sandbox.world.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were saved from the vendor, served as they were: unknown fields, odd counts and all. A row with a
 * {@code cabIdHash} or {@code clientDeviceId} is a single event, any other an aggregated row. An applicationId makes
 * it one of a Windows 10 application, a moduleName one of an OEM, neither one of Windows 7 and 8. There are no dumps.
 */
public final class ReplayRows implements FailureSource {

    private final Map<Source, NavigableMap<LocalDate, List<ServedRow>>> hits = new HashMap<>();
    private final Map<Source, NavigableMap<LocalDate, List<ServedRow>>> details = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private LocalDate firstDay = LocalDate.MAX;
    private LocalDate today = LocalDate.MIN;

    private ReplayRows() {}

    /**
     * The rows of all {@code *.json} files (pages, or arrays of rows) and {@code *.ndjson} files (a row a line) of a
     * directory, in the order of their names. A row whose date cannot be read belongs to the day of the row before it.
     *
     * @throws IOException if a file cannot be read; the message names it
     * @throws IllegalArgumentException if there are no rows, or none with a date before one without
     */
    public static ReplayRows of(Path directory) throws IOException {
        ReplayRows replay = new ReplayRows();
        LocalDate day = null;
        for (SavedRow saved : ReplayFiles.rows(directory)) {
            ObjectNode row = (ObjectNode) saved.json();
            day = RowDates.parse(row.path("date").asText()).orElse(day);
            if (day == null) {
                throw new IllegalArgumentException("the first row of " + directory
                        + " has no date (yyyy-MM-dd or M/d/yyyy)"
                        + (row.has("topic") && row.has("offset")
                                ? "; it looks like what `topics read` prints, and should be the vendor's own rows"
                                : ""));
            }
            replay.add(row, saved.isEvent(), day);
        }
        if (day == null) {
            throw new IllegalArgumentException(directory + " has no rows; expected *.json pages or *.ndjson files");
        }
        return replay;
    }

    private void add(ObjectNode row, boolean event, LocalDate day) {
        (event ? details : hits)
                .computeIfAbsent(source(row), unseen -> new TreeMap<>())
                .computeIfAbsent(day, unseen -> new ArrayList<>())
                .add(new JsonRow(day, row));
        firstDay = day.isBefore(firstDay) ? day : firstDay;
        today = day.isAfter(today) ? day : today;
    }

    private Source source(ObjectNode row) {
        Source source = sourceOf(row.path("applicationId"), row.has("moduleName"));
        if (!sources.contains(source)) {
            sources.add(source);
        }
        return source;
    }

    private static Source sourceOf(JsonNode application, boolean module) {
        if (application.isValueNode() && !application.isNull()) {
            String id = application.asText();
            String name = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
            return new Source(Flavour.WINDOWS_10.id() + "-" + name, Flavour.WINDOWS_10, id);
        }
        Flavour flavour = module ? Flavour.OEM : Flavour.WINDOWS_7_8;
        return new Source(flavour.id(), flavour, null);
    }

    @Override
    public List<Source> sources() {
        return List.copyOf(sources);
    }

    @Override
    public LocalDate firstDay() {
        return firstDay;
    }

    @Override
    public LocalDate today() {
        return today;
    }

    @Override
    public List<ServedRow> hits(Source source, LocalDate day, LocalDate asOf) {
        return rows(hits.get(source), day, day);
    }

    @Override
    public int hitCount(Source source, LocalDate day, LocalDate asOf) {
        return hits(source, day, asOf).size();
    }

    @Override
    public List<ServedRow> details(Source source, String failureHash, LocalDate from, LocalDate to, LocalDate asOf) {
        return rows(details.get(source), from, to).stream()
                .filter(row -> failureHash.equalsIgnoreCase(row.text("failureHash")))
                .toList();
    }

    private static List<ServedRow> rows(
            @Nullable NavigableMap<LocalDate, List<ServedRow>> days, LocalDate from, LocalDate to) {
        return days == null
                ? List.of()
                : days.subMap(from, true, to, true).values().stream()
                        .flatMap(List::stream)
                        .toList();
    }

    @Override
    public Optional<byte[]> cab(String cabIdHash, LocalDate asOf) {
        return Optional.empty();
    }
}
