package dev.stopcode.cli.imports;

import dev.stopcode.config.ReportConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.config.StopcodeConfig;
import java.util.Set;
import java.util.TreeSet;

/** Decides which imported rows count, so that no failure counts twice. */
final class Counting {

    private Counting() {}

    /**
     * Decides, and says what and why. Rows count unless another source counts, by the configuration or by what the
     * topics hold; where the files hold both kinds, events give way.
     */
    static String decide(ImportRequest request, StopcodeConfig config, Target<?> hits, Target<?> events) {
        Boolean asked = request.counting();
        if (asked != null) {
            hits.count(asked);
            events.count(asked);
            return text(asked, !hits.days().isEmpty() && !events.days().isEmpty());
        }
        Set<String> others = configured(config);
        others.addAll(hits.othersThatCount());
        others.addAll(events.othersThatCount());
        Set<String> thanHits = without(others, hits.id());
        Set<String> thanEvents = without(others, events.id());
        hits.count(thanHits.isEmpty());
        if (!hits.days().isEmpty() && hits.counting()) {
            thanEvents.add(hits.id());
        }
        events.count(thanEvents.isEmpty());
        return because(hits, thanHits, events, thanEvents) + " (--counting or --no-counting says otherwise.)";
    }

    private static Set<String> configured(StopcodeConfig config) {
        Set<String> counting = new TreeSet<>();
        config.sources().stream().filter(SourceConfig::counting).forEach(source -> counting.add(source.id()));
        config.reports().stream().filter(ReportConfig::counting).forEach(report -> counting.add(report.id()));
        return counting;
    }

    private static Set<String> without(Set<String> ids, String own) {
        Set<String> others = new TreeSet<>(ids);
        others.remove(own);
        return others;
    }

    private static String text(boolean counting, boolean bothKinds) {
        return "All rows " + (counting ? "count" : "do not count") + ", as the command line says."
                + (counting && bothKinds
                        ? " A failure that is told of both as an event and in the count of a day counts twice."
                        : "");
    }

    private static String because(Target<?> hits, Set<String> thanHits, Target<?> events, Set<String> thanEvents) {
        if (hits.days().isEmpty()) {
            return because(events, thanEvents);
        }
        if (events.days().isEmpty()) {
            return because(hits, thanHits);
        }
        return thanHits.equals(thanEvents)
                ? "The sources " + hits.id() + " and " + events.id() + " do not count" + giveWayTo(thanHits)
                : because(hits, thanHits) + " " + because(events, thanEvents);
    }

    private static String because(Target<?> target, Set<String> others) {
        return "The source " + target.id()
                + (target.counting() ? " counts, for no other does." : " does not count" + giveWayTo(others));
    }

    private static String giveWayTo(Set<String> others) {
        return ", for " + String.join(", ", others) + (others.size() == 1 ? " does" : " do")
                + " and may tell of the same failures: names, devices and dumps are added.";
    }
}
