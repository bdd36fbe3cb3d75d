package dev.stopcode.producer.details;

import org.jspecify.annotations.Nullable;

/**
 * Where the service of detail requests stands, since the start of the process.
 *
 * @param requests requests answered
 * @param rows single events published
 * @param rejected dead letters written, for rows and for requests that could not be answered
 * @param inWork whether a request is being answered
 * @param stopped whether the service has been given up until the process is started again; {@code error} says why
 * @param error the trouble at present, null while things go well
 */
public record DetailsProgress(
        long requests,
        long rows,
        long rejected,
        boolean inWork,
        boolean stopped,
        @Nullable String error) {

    static final DetailsProgress NONE = new DetailsProgress(0, 0, 0, false, false, null);

    DetailsProgress begun() {
        return new DetailsProgress(requests, rows, rejected, true, stopped, error);
    }

    DetailsProgress answered(DetailsAnswer answer) {
        return new DetailsProgress(
                requests + 1,
                rows + answer.rows().size(),
                rejected + answer.rejected().size(),
                false,
                stopped,
                null);
    }

    DetailsProgress failing(String cause) {
        return new DetailsProgress(requests, rows, rejected, inWork, stopped, cause);
    }

    DetailsProgress stopped(String cause) {
        return new DetailsProgress(requests, rows, rejected, false, true, cause);
    }
}
