package dev.stopcode.cli.imports;

import dev.stopcode.cli.cluster.Installation;
import dev.stopcode.cli.cluster.KafkaRecords;
import dev.stopcode.cli.cluster.Provisioning;
import dev.stopcode.cli.error.FailureReport;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.output.ReadingProgress;
import dev.stopcode.cli.output.Screen;
import dev.stopcode.cli.output.Text;
import dev.stopcode.cli.pipeline.StopSignal;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.producer.file.Line;
import dev.stopcode.producer.imports.ImportFiles;
import dev.stopcode.producer.imports.ImportedSource;
import dev.stopcode.producer.imports.Survey;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.ReportRow;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * One import. All files are read to their ends before anything is written, and compared row by row with what the topics
 * hold while they are read again and published.
 */
public final class ImportRun {

    /** Days that are marked at once; a wrong year is told by it. */
    private static final int MAX_DAYS = 400;

    private static final String SOURCE_ID = "[a-z0-9][a-z0-9-]*";

    private final ImportRequest request;
    private final StopcodeConfig config;
    private final Clock clock;
    private final Screen screen;
    private final StopSignal stop;
    private boolean publishing;

    /** @param clock the real one */
    public ImportRun(ImportRequest request, Installation installation, Clock clock, Screen screen, StopSignal stop) {
        this.request = request;
        this.config = installation.config();
        this.clock = installation.clock(clock);
        this.screen = screen;
        this.stop = stop;
    }

    /**
     * Imports.
     *
     * @throws UserError if the files, or the source, cannot be imported; nothing is written then
     */
    public ImportSummary run() {
        try {
            refuseSource();
            Provisioning.require(config.kafka());
            ImportedSource.nextHarvestId(request.source(), config);
            return imported();
        } catch (CancellationException e) {
            if (publishing) {
                screen.line("Stopped. What was published does not count until the import is run again to its end.");
            }
            throw e;
        } catch (RuntimeException e) {
            throw isFenced(e)
                    ? UserError.failed("Another import into the source " + request.source()
                            + " has begun and stopped this one. What this one has published stays; run it again when the"
                            + " other has ended.")
                    : e;
        } finally {
            screen.done();
        }
    }

    private ImportSummary imported() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ImportFiles files =
                new ImportFiles(request.files(), today, config.harvest().deviceKey());
        Survey survey = survey(files);
        try (Target<FailureHit> hits = Target.ofHits(request, survey.hits(), config);
                Target<ReportRow> events = Target.ofEvents(request, survey.events(), config)) {
            compare(hits, events);
            String counting = Counting.decide(request, config, hits, events);
            if (!hits.days().isEmpty() || !events.days().isEmpty()) {
                screen.line(counting);
            }
            publishing = !request.dryRun();
            long rejected = publish(files, hits, events);
            hits.finish(request.complete(), today);
            events.finish(request.complete(), today);
            return ImportSummary.of(request, hits, events, rejected);
        }
    }

    private void refuseSource() {
        String id = request.source();
        if (!id.matches(SOURCE_ID)) {
            throw UserError.usage("--source: " + id + ": an id has small letters, digits and '-' only.");
        }
        Stream<String> harvested = Stream.concat(
                config.sources().stream().map(source -> source.id()),
                config.reports().stream().map(report -> report.id()));
        if (harvested.anyMatch(id::equals)) {
            throw UserError.usage("The source " + id + " is harvested from the Dev Center, by the configuration: choose"
                    + " another id with --source.");
        }
    }

    private Survey survey(ImportFiles files) {
        Survey survey = files.survey(watch("check", files));
        if (!survey.problems().isEmpty()) {
            throw UserError.usage(survey.problems().stream()
                    .map(problem -> problem.file() + ": " + FailureReport.reason(problem.cause()))
                    .collect(Collectors.joining(
                            "\n  ",
                            "Nothing was imported, for there is something wrong with "
                                    + Text.count(survey.problems().size(), "file") + ":\n  ",
                            "")));
        }
        for (Survey.Days days : List.of(survey.hits(), survey.events())) {
            if (days.all().size() > MAX_DAYS) {
                throw UserError.usage("Nothing was imported, for the rows are of more than " + MAX_DAYS + " days, "
                        + days + ": is a date wrong? Else import the files in parts.");
            }
        }
        return survey;
    }

    private void compare(Target<?> hits, Target<?> events) {
        KafkaRecords records = new KafkaRecords(config.kafka());
        for (Target<?> target : List.of(hits, events)) {
            target.compareWith(records, read -> {
                refuseStopped();
                screen.progress("compare: " + Text.count(read, "record") + " of the topics");
            });
        }
    }

    private long publish(ImportFiles files, Target<FailureHit> hits, Target<ReportRow> events) {
        long[] rejected = {0};
        Target<?> ofLetters = hits.days().isEmpty() ? events : hits;
        ImportFiles.Taker taker = (file, line) -> {
            switch (line) {
                case Line.Hit hit -> hits.add(hit.value());
                case Line.Event event -> events.add(event.value());
                case Line.Rejected bad -> {
                    rejected[0]++;
                    ofLetters.reject(file, bad);
                }
            }
        };
        try {
            files.read(hits.origin(), events.origin(), taker, watch("import", files));
        } catch (IOException e) {
            throw UserError.failed(e.getMessage() + ". Run the import again; what is published already does no harm.");
        }
        return rejected[0];
    }

    private ImportFiles.Watch watch(String stage, ImportFiles files) {
        ReadingProgress text = new ReadingProgress(stage, files.size(), System::nanoTime);
        return (bytes, rows) -> {
            refuseStopped();
            text.of(bytes, rows).ifPresent(screen::progress);
        };
    }

    private void refuseStopped() {
        if (stop.isRequested()) {
            throw new CancellationException("stopped by a signal");
        }
    }

    private static boolean isFenced(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }
}
