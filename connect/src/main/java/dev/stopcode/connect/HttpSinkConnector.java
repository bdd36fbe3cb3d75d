package dev.stopcode.connect;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Posts the text of each record to a URL, one by one and in the order of its partition, at least once. The settings are
 * some of those of Aiven's HTTP sink, which may take its place; {@link HttpSinkConfig} tells which.
 */
public final class HttpSinkConnector extends SinkConnector {

    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> given) {
        settings = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return HttpSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    @Override
    public ConfigDef config() {
        return HttpSinkConfig.DEFINITION;
    }

    @Override
    public String version() {
        return PluginVersion.CURRENT;
    }

    @Override
    public void stop() {}
}
