package dev.stopcode.streams.detect;

import java.util.List;

/**
 * What a judgement of a driver rests on.
 *
 * @param counting sources that the counts come from
 * @param overdue those of them that are not waited for
 */
record Case(DriverBook book, DriverDays days, AlertBook alerts, List<String> counting, List<String> overdue) {

    static Case of(DriverBook book, DriverDays days, AlertBook alerts, Sources sources) {
        return new Case(book, days, alerts, sources.counting(book.sources()).toList(), sources.overdue(book.sources()));
    }
}
