package dev.stopcode.connect;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Posts records. What the receiver refuses for what it says (400, 413, 422) is reported as the connector's
 * {@code errors.*} tell; whatever else is not answered with 2xx is tried again, and then fails the task.
 */
public final class HttpSinkTask extends SinkTask {

    private static final Set<Integer> REFUSED = Set.of(400, 413, 422);

    private final Map<TopicPartition, Long> delivered = new HashMap<>();
    private @Nullable HttpSinkConfig config;
    private @Nullable HttpClient client;
    private int retries;

    @Override
    public void start(Map<String, String> settings) {
        config = new HttpSinkConfig(settings);
        client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    /** @throws RetriableException for the same records to come again: those that were delivered are passed over */
    @Override
    public void put(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            if (record.originalKafkaOffset() > delivered.getOrDefault(partition, -1L)) {
                deliver(record);
                delivered.put(partition, record.originalKafkaOffset());
                retries = 0;
            }
        }
    }

    private void deliver(SinkRecord record) {
        if (record.value() == null) {
            return;
        }
        if (!(record.value() instanceof String text)) {
            report(record, "a value is no text: put " + ValueToJson.class.getName() + " among its transforms");
            return;
        }
        int status = post(text);
        if (REFUSED.contains(status)) {
            report(record, "the receiver answered " + status);
        } else if (status / 100 != 2) {
            throw failed("The receiver answered " + status, null);
        }
    }

    private int post(String text) {
        HttpSinkConfig settings = Objects.requireNonNull(config, "start the task before its first record");
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .header("Content-Type", settings.contentType())
                .timeout(settings.timeout());
        String authorization = settings.authorization();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return Objects.requireNonNull(client)
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw failed("The receiver cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("Interrupted while a record was posted", e);
        }
    }

    private ConnectException failed(String how, @Nullable Exception cause) {
        HttpSinkConfig settings = Objects.requireNonNull(config);
        if (retries == settings.maxRetries()) {
            return new ConnectException(how + ", also after " + retries + " further tries", cause);
        }
        retries++;
        context.timeout(settings.retryBackoffMillis());
        return new RetriableException(how, cause);
    }

    private void report(SinkRecord record, String problem) {
        ErrantRecordReporter reporter = context.errantRecordReporter();
        DataException error = new DataException("Not posted: " + problem);
        if (reporter == null) {
            throw error;
        }
        // the worker awaits it before it commits
        Future<Void> unused = reporter.report(record, error);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(delivered::remove);
    }

    @Override
    public void stop() {
        if (client != null) {
            client.shutdownNow();
        }
    }

    @Override
    public String version() {
        return PluginVersion.CURRENT;
    }
}
