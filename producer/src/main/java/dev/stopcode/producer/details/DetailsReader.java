package dev.stopcode.producer.details;

import dev.stopcode.config.HarvestConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.devcenter.DevCenter;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.RejectedRow;
import dev.stopcode.devcenter.details.DetailRow;
import dev.stopcode.devcenter.details.DetailsQuery;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.page.SavedRows;
import dev.stopcode.producer.fetch.Backoff;
import dev.stopcode.producer.fetch.Pages;
import dev.stopcode.producer.fetch.Shutdown;
import dev.stopcode.producer.publish.DeadLetter;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.ReportRow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks the Dev Center for the single events that a request wants. For one thread. */
final class DetailsReader {

    /** How far the vendor looks back. */
    private static final int LOOK_BACK_DAYS = 30;

    /** Tries of a page before the request is given up for its source. */
    private static final int ATTEMPTS = 5;

    /** The newest events, 100,000 at the vendor's page size, name dumps enough and fit the heap. */
    private static final int MAX_PAGES = 10;

    private final Map<String, SourceConfig> sources;
    private final int pageSize;
    private final DevCenter devCenter;
    private final Clock clock;
    private final Shutdown shutdown;
    private final Backoff backoff;
    private final ReportRowMapper mapper;

    DetailsReader(
            List<SourceConfig> sources,
            HarvestConfig harvest,
            DevCenter devCenter,
            Clock clock,
            Shutdown shutdown,
            Backoff backoff) {
        this.sources = sources.stream().collect(Collectors.toMap(SourceConfig::id, Function.identity()));
        this.pageSize = harvest.pageSize();
        this.devCenter = devCenter;
        this.clock = clock;
        this.shutdown = shutdown;
        this.backoff = backoff;
        this.mapper = new ReportRowMapper(new DeviceHash(harvest.deviceKey()));
    }

    /**
     * The events of each harvested source of hits that the request names, and a dead letter for each that cannot
     * answer.
     *
     * @param bytes the request as it came
     * @throws DevCenterException.Unauthorized if nobody can be asked at all
     */
    DetailsAnswer read(DetailRequest request, byte[] bytes) {
        List<ReportRow> rows = new ArrayList<>();
        List<DeadLetter> rejected = new ArrayList<>();
        for (String id : request.getSources()) {
            SourceConfig source = sources.get(id);
            if (source == null) {
                continue; // a report, or files: they name their dumps themselves
            }
            try {
                read(request, source, rows, rejected);
            } catch (DevCenterException.Unauthorized e) {
                throw e;
            } catch (DevCenterException e) {
                rejected.add(refused(request, bytes, id, String.valueOf(e.getMessage())));
            }
        }
        return new DetailsAnswer(rows, rejected, mapper.mark(request, clock.instant(), rejected.isEmpty()));
    }

    private void read(DetailRequest request, SourceConfig source, List<ReportRow> rows, List<DeadLetter> rejected) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate start = later(request.getStartDate(), today.minusDays(LOOK_BACK_DAYS));
        LocalDate end = earlier(request.getEndDate(), today);
        if (start.isAfter(end)) {
            return;
        }
        Pages<DetailRow> pages = pages(query(source, request.getFailureHash(), start, end));
        Page<DetailRow> page;
        int read = 0;
        do {
            page = next(pages);
            page.rows().forEach(row -> rows.add(mapper.map(row, source.id(), request)));
            page.rejected().forEach(row -> rejected.add(unreadable(row, source, request)));
            read++;
        } while (page.hasNext() && read < MAX_PAGES);
    }

    private DetailsQuery query(SourceConfig source, String failureHash, LocalDate start, LocalDate end) {
        return new DetailsQuery(
                source.flavour(),
                source.applicationId(),
                failureHash,
                start,
                end,
                pageSize,
                0,
                null,
                List.of("date desc"));
    }

    private Pages<DetailRow> pages(DetailsQuery query) {
        return new Pages<>(
                () -> devCenter.failureDetails(query), page -> devCenter.failureDetails(query, page), shutdown);
    }

    private Page<DetailRow> next(Pages<DetailRow> pages) {
        backoff.reset();
        for (int attempt = 1; ; attempt++) {
            try {
                return pages.next();
            } catch (DevCenterException e) {
                if (!e.retryable() || attempt == ATTEMPTS) {
                    throw e;
                }
                shutdown.pause(backoff.next());
            }
        }
    }

    private static DeadLetter refused(DetailRequest request, byte[] bytes, String source, String cause) {
        return new DeadLetter(
                request.getFailureHash(), bytes, Map.of("kind", "detail-request", "cause", cause, "source", source));
    }

    private static DeadLetter unreadable(RejectedRow row, SourceConfig source, DetailRequest request) {
        return new DeadLetter(
                request.getFailureHash(),
                SavedRows.parse(row.json()).masked().getBytes(StandardCharsets.UTF_8),
                Map.of("kind", "detail-row", "cause", row.cause(), "source", source.id()));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
