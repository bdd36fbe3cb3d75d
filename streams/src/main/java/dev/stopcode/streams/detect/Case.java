package dev.stopcode.streams.detect;

import java.util.List;

/**
 * What a judgement of a driver rests on.
 *
 * @param counting sources that the counts come from
 */
record Case(DriverBook book, DriverDays days, AlertBook alerts, List<String> counting) {}
