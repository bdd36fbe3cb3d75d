package dev.stopcode.streams.detect;

import java.util.List;

/**
 * What the rule says of a series.
 *
 * @param incidents in order of time; only the last may be open
 * @param expected failures expected of each day; NaN where there is too little history
 * @param upperBound count above which each day is raised; NaN likewise
 */
record Judgement(List<Incident> incidents, double[] expected, double[] upperBound) {}
