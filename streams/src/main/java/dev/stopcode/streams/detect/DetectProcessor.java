package dev.stopcode.streams.detect;

import dev.stopcode.config.DetectionConfig;
import dev.stopcode.schemas.AlertAction;
import dev.stopcode.schemas.AlertStatus;
import dev.stopcode.schemas.CabWish;
import dev.stopcode.schemas.DriverDay;
import dev.stopcode.schemas.DriverDelta;
import dev.stopcode.schemas.DriverInstalls;
import dev.stopcode.schemas.DriverVersion;
import dev.stopcode.schemas.RegressionAlert;
import dev.stopcode.schemas.SourceStatus;
import dev.stopcode.streams.runtime.BadRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Keeps the counts of drivers and judges those of a source whenever one of its days has been harvested. Keeps their alerts,
 * and takes what people do about them.
 */
final class DetectProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** The vendor keeps dumps, and single events, this long. */
    private static final int DUMP_DAYS = 30;

    private final DetectionConfig config;

    private ProcessorContext<String, SpecificRecord> context;
    private HeldDeltas harvested;
    private Detection detection;
    private DriverShelf shelf;
    private BreakdownShelf breakdowns;
    private Sources sources;
    private HarvestWatch watch;

    @SuppressWarnings("NullAway.Init") // init comes before process
    DetectProcessor(DetectionConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.harvested = new HeldDeltas(context.getStateStore(DetectTopology.HELD));
        this.shelf = new DriverShelf(
                context.getStateStore(DetectTopology.DRIVERS),
                context.getStateStore(DetectTopology.FAILURES),
                context.getStateStore(DetectTopology.DAYS),
                context.getStateStore(DetectTopology.VERSIONS),
                context.getStateStore(DetectTopology.ALERTS),
                context.getStateStore(DetectTopology.INSTALLS));
        this.breakdowns = new BreakdownShelf(context.getStateStore(DetectTopology.BREAKDOWNS));
        this.sources = sourcesOf(config);
        this.detection = new Detection(config, sources, breakdowns);
        this.watch = new HarvestWatch(
                context.getStateStore(DetectTopology.MARKS),
                context.getStateStore(DetectTopology.SOURCES),
                config.historyDays(),
                sources);
    }

    /** Sources of which nothing is known yet. */
    static Sources sourcesOf(DetectionConfig config) {
        return new Sources(
                Duration.ofHours(config.overdueHours()),
                config.completeness().stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        switch (record.value()) {
            case DriverDelta delta -> process(delta, record.withValue(delta));
            case AlertAction action ->
                shelf.find(action.getDriverName())
                        .flatMap(entry -> entry.alerts().act(action, Instant.ofEpochMilli(record.timestamp())))
                        .ifPresent(alert -> publish(alert, record));
            case DriverInstalls installs -> keep(installs);
            case null, default -> throw new BadRecordException("neither a change of counts nor an action nor installs");
        }
    }

    /** Installs are judged by when the driver is judged next. */
    private void keep(DriverInstalls installs) {
        if (installs.getInstalls() < 0) {
            throw new BadRecordException("installs: " + installs.getInstalls() + " is less than none");
        }
        shelf.putInstalls(installs, config.historyDays());
    }

    private void process(DriverDelta delta, Record<String, DriverDelta> record) {
        if (delta.getMark() == null) {
            harvested.hold(
                    delta, context.recordMetadata().map(RecordMetadata::offset).orElse(0L));
            return;
        }
        List<SourceStatus> before = sources.status();
        if (watch.mark(delta, Instant.ofEpochMilli(record.timestamp()))) {
            tell(before, record);
            int day = (int) delta.getDate().toEpochDay();
            harvested.release(delta).forEach(this::apply);
            for (DriverShelf.Entry entry : List.copyOf(shelf.all())) {
                if (entry.book().sources().contains(delta.getSource())) {
                    judge(entry, day, record);
                }
            }
        }
    }

    /** Says what a mark has changed of the sources; each task knows the same, and the first one says it. */
    private void tell(List<SourceStatus> before, Record<String, DriverDelta> mark) {
        for (SourceStatus source : sources.status()) {
            if (context.taskId().partition() == 0 && !before.contains(source)) {
                context.forward(mark.withKey(source.getSource()).withValue(source));
            }
        }
    }

    private void publish(RegressionAlert alert, Record<String, ?> cause) {
        shelf.putAlert(alert);
        context.forward(cause.withKey(alert.getDriverName()).withValue(alert));
    }

    private void apply(DriverDelta delta) {
        int day = (int) delta.getDate().toEpochDay();
        shelf.get(delta.getDriverName()).book().apply(delta.getSource(), day, delta.getCells(), delta.getDevices());
        breakdowns.put(delta);
    }

    private void judge(DriverShelf.Entry entry, int day, Record<String, DriverDelta> mark) {
        DriverBook book = entry.book();
        Detection.News news = detection.judge(
                book,
                entry.alerts(),
                () -> shelf.installs(book.name()),
                day,
                day >= sources.newestDay(mark.value().getSource()),
                Instant.ofEpochMilli(mark.timestamp()));
        for (DriverDay driverDay : news.days()) {
            context.forward(mark.withKey(key(driverDay)).withValue(driverDay));
        }
        for (DriverVersion version : news.versions()) {
            if (shelf.putVersion(version)) {
                String key = book.name() + '|' + version.getEvidence().getDriverVersion();
                context.forward(mark.withKey(key).withValue(version));
            }
        }
        for (RegressionAlert alert : news.alerts()) {
            publish(alert, mark);
            wish(alert, LocalDate.ofEpochDay(sources.asOf(book.sources())), mark);
        }
        shelf.write(book);
        sources.lastDay(book.sources()).ifPresent(last -> {
            shelf.dropBefore(entry, last - config.historyDays() + 1);
            breakdowns.dropBefore(book.name(), last - BreakdownShelf.KEPT_DAYS + 1);
        });
    }

    private static String key(DriverDay day) {
        return day.getDriverName() + '|' + Objects.toString(day.getDriverVersion(), "") + '|' + day.getDate();
    }

    /** Asks for dumps of the failure that an alert is about, or of those that carry a whole driver's rise. */
    private void wish(RegressionAlert alert, LocalDate asOf, Record<String, DriverDelta> mark) {
        if (alert.getEndDate().isBefore(asOf.minusDays(DUMP_DAYS))) {
            return;
        }
        List<String> failures = alert.getFailureHash() != null
                ? List.of(alert.getFailureHash())
                : alert.getContributors().stream()
                        .filter(contributor -> contributor.getDimension().equals("failureHash"))
                        .map(contributor -> contributor.getValue())
                        .toList();
        for (String failure : failures) {
            CabWish wish = new CabWish(
                    alert.getAlertId(),
                    alert.getDriverName(),
                    failure,
                    alert.getFailureName(),
                    alert.getDriverVersion(),
                    alert.getStartDate(),
                    alert.getEndDate(),
                    asOf,
                    alert.getSources(),
                    alert.getStatus() != AlertStatus.WITHDRAWN);
            context.forward(mark.withKey(failure).withValue(wish));
        }
    }
}
