package dev.stopcode.producer.details;

import dev.stopcode.producer.publish.DeadLetter;
import dev.stopcode.schemas.ReportRow;
import java.util.List;

/**
 * What a request comes to.
 *
 * @param rows single events, of all sources that could be asked
 * @param rejected rows that could not be read, and the request itself once for each source that could not answer
 */
record DetailsAnswer(List<ReportRow> rows, List<DeadLetter> rejected) {}
