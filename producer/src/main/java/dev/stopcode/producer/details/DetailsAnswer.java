package dev.stopcode.producer.details;

import dev.stopcode.producer.publish.DeadLetter;
import dev.stopcode.schemas.ReportRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request comes to.
 *
 * @param rows single events, of all sources that could be asked
 * @param rejected rows that could not be read, and the request itself once for each source that could not answer
 * @param mark what follows the rows, null where the request itself could not be read
 */
record DetailsAnswer(List<ReportRow> rows, List<DeadLetter> rejected, @Nullable ReportRow mark) {}
