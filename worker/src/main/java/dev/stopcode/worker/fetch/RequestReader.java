package dev.stopcode.worker.fetch;

import dev.stopcode.config.ReportConfig;
import dev.stopcode.config.SourceConfig;
import dev.stopcode.devcenter.Flavour;
import dev.stopcode.devcenter.cabs.CabRef;
import dev.stopcode.devcenter.reports.ReportView;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.serde.SchemaRegistryException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Makes a request out of a record, and finds out whom to ask. */
final class RequestReader {

    /** A request that can be followed. */
    record Order(CabRequest request, CabRef cab) {}

    /** A record that is no request that this worker could follow, now or later. */
    static final class Unusable extends Exception {
        private Unusable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final Deserializer<CabRequest> deserializer;
    private final Map<String, SourceConfig> sources;
    private final Map<String, ReportConfig> reports;

    RequestReader(Deserializer<CabRequest> deserializer, List<SourceConfig> sources, List<ReportConfig> reports) {
        this.deserializer = deserializer;
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(SourceConfig::id, Function.identity()));
        this.reports = reports.stream().collect(Collectors.toUnmodifiableMap(ReportConfig::id, Function.identity()));
    }

    /** @throws org.apache.kafka.common.KafkaException if the record cannot be read for now: the registry is away */
    Order read(ConsumerRecord<byte[], byte[]> record) throws Unusable {
        if (record.value() == null) {
            throw new Unusable("The record has no value", null);
        }
        CabRequest request = decode(record);
        try {
            return new Order(request, cab(request));
        } catch (IllegalArgumentException e) {
            throw new Unusable("The request lacks what its source needs: " + e.getMessage(), e);
        }
    }

    private CabRef cab(CabRequest request) throws Unusable {
        String application = request.getApplicationId();
        SourceConfig source = sources.get(request.getSource());
        if (source != null) {
            return new CabRef(
                    source.flavour(),
                    application == null ? source.applicationId() : application,
                    request.getCabIdHash());
        }
        ReportConfig report = reports.get(request.getSource());
        if (report == null) {
            throw new Unusable("No source of the request's name is configured: " + request.getSource(), null);
        }
        return new CabRef(flavour(report, application), application, request.getCabIdHash());
    }

    /** Whom to ask for a dump that a report names: of drivers, the vendor knows those of Windows 10 by their application. */
    private static Flavour flavour(ReportConfig report, @Nullable String application) {
        if (report.template().view().equals(ReportView.OEM_DRIVER.toString())) {
            return Flavour.OEM;
        }
        return application == null ? Flavour.WINDOWS_7_8 : Flavour.WINDOWS_10;
    }

    private CabRequest decode(ConsumerRecord<byte[], byte[]> record) throws Unusable {
        try {
            return deserializer.deserialize(record.topic(), record.headers(), record.value());
        } catch (RuntimeException e) {
            if (e.getCause() instanceof SchemaRegistryException registry && !registry.isNotFound()) {
                throw e;
            }
            throw new Unusable("The record is no CabRequest: " + e.getMessage(), e);
        }
    }
}
