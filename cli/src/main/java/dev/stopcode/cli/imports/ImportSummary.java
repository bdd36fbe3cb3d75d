package dev.stopcode.cli.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Text;
import dev.stopcode.producer.imports.Survey.Days;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of an import, or would.
 *
 * @param fresh rows that were never seen
 * @param duplicate rows that were seen with the same count, in the topics or in the files
 * @param restated rows that were seen with another count
 * @param rejected rows that could not be used
 * @param takenBack rows of earlier imports that the files do not show
 * @param counting ids of the sources that count
 * @param days what was marked, by the id of the source
 */
public record ImportSummary(
        ImportRequest request,
        long fresh,
        long duplicate,
        long restated,
        long rejected,
        long takenBack,
        List<String> counting,
        Map<String, Days> days) {

    static ImportSummary of(ImportRequest request, Target<?> hits, Target<?> events, long rejected) {
        List<Target<?>> targets = Stream.of(hits, events)
                .filter(target -> !target.days().isEmpty())
                .toList();
        return new ImportSummary(
                request,
                sum(targets, target -> target.changes().fresh()),
                sum(targets, target -> target.changes().duplicates()),
                sum(targets, target -> target.changes().restated()),
                rejected,
                sum(targets, target -> target.changes().takenBack()),
                targets.stream().filter(Target::counting).map(Target::id).toList(),
                targets.stream()
                        .collect(Collectors.toMap(Target::id, Target::days, (one, other) -> one, TreeMap::new)));
    }

    private static long sum(List<Target<?>> targets, ToLongFunction<Target<?>> number) {
        return targets.stream().mapToLong(number).sum();
    }

    /** All rows of the files. */
    public long rows() {
        return fresh + duplicate + restated + rejected;
    }

    /** For programs. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("source", request.source());
        json.put("files", request.files().size());
        json.put("rows", rows());
        json.put("new", fresh);
        json.put("duplicate", duplicate);
        json.put("restated", restated);
        json.put("rejected", rejected);
        json.put("takenBack", takenBack);
        json.put(
                "from",
                days.values().stream()
                        .map(Days::first)
                        .min(LocalDate::compareTo)
                        .map(LocalDate::toString)
                        .orElse(null));
        json.put(
                "to",
                days.values().stream()
                        .map(Days::last)
                        .max(LocalDate::compareTo)
                        .map(LocalDate::toString)
                        .orElse(null));
        ArrayNode ids = json.putArray("counting");
        counting.forEach(ids::add);
        json.put("complete", request.complete());
        json.put("dryRun", request.dryRun());
        return json;
    }

    /**
     * For people.
     *
     * @param where options that lead other commands to the same topics, with a space before them
     */
    public List<String> toLines(String where) {
        List<String> lines = new ArrayList<>();
        lines.add((request.dryRun() ? "An import of " : "Imported ")
                + Text.count(request.files().size(), "file") + " with " + Text.count(rows(), "row")
                + (request.dryRun() ? " would bring: " : ": ") + Text.number(fresh) + " new, " + Text.number(restated)
                + " restated, " + Text.number(duplicate) + " known already, " + Text.number(rejected) + " unusable"
                + (rejected == 0 || request.dryRun()
                        ? ""
                        : " (`stopcode topics read dead-letters" + where + "` lists them)"));
        if (!days.isEmpty()) {
            lines.add("Days " + marked() + (request.dryRun() ? " would be " : " are ") + marks());
        }
        if (request.dryRun()) {
            lines.add("Nothing was written (--dry-run).");
        }
        return lines;
    }

    private String marked() {
        return days.entrySet().stream()
                .map(source ->
                        source.getValue().first() + " to " + source.getValue().last() + " of " + source.getKey())
                .collect(Collectors.joining(" and "));
    }

    private String marks() {
        return request.complete()
                ? "marked as complete: " + Text.count(takenBack, "row")
                        + " of earlier imports that the files do not show " + (takenBack == 1 ? "is" : "are")
                        + " taken back."
                : "marked as partial: nothing is taken back, and no alert is raised on them. With --complete, the files"
                        + " stand for all there is of these days.";
    }
}
