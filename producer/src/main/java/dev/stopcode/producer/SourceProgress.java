package dev.stopcode.producer;

import org.jspecify.annotations.Nullable;

/**
 * Where the harvest of one source stands.
 *
 * @param source id of the source
 * @param daysPlanned days to read in the running pass, or in the last one between passes
 * @param daysDone days of that pass that are done with, whatever came of them
 * @param pages pages published since the start of the process
 * @param rows rows published since then, rejected ones left out
 * @param rejected rows that went to {@code dead-letters} since then
 * @param firstPassOver whether a whole pass has ended since then
 * @param stopped whether the source has been given up until the process is started again; {@code error} says why
 * @param error the trouble at present, null while things go well
 */
public record SourceProgress(
        String source,
        int daysPlanned,
        int daysDone,
        long pages,
        long rows,
        long rejected,
        boolean firstPassOver,
        boolean stopped,
        @Nullable String error) {

    static SourceProgress none(String source) {
        return new SourceProgress(source, 0, 0, 0, 0, 0, false, false, null);
    }

    SourceProgress passBegun(int days) {
        return new SourceProgress(source, days, 0, pages, rows, rejected, firstPassOver, stopped, error);
    }

    SourceProgress dayDone() {
        return new SourceProgress(
                source, daysPlanned, daysDone + 1, pages, rows, rejected, firstPassOver, stopped, error);
    }

    SourceProgress pagePublished(int moreRows, int moreRejected) {
        return new SourceProgress(
                source,
                daysPlanned,
                daysDone,
                pages + 1,
                rows + moreRows,
                rejected + moreRejected,
                firstPassOver,
                stopped,
                null);
    }

    SourceProgress passOver() {
        return new SourceProgress(source, daysPlanned, daysDone, pages, rows, rejected, true, stopped, error);
    }

    SourceProgress failing(String cause) {
        return new SourceProgress(source, daysPlanned, daysDone, pages, rows, rejected, firstPassOver, stopped, cause);
    }

    SourceProgress stopped(String cause) {
        return new SourceProgress(source, daysPlanned, daysDone, pages, rows, rejected, firstPassOver, true, cause);
    }
}
