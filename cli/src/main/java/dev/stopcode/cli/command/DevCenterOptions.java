package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.cluster.Where;
import dev.stopcode.cli.error.UserError;
import dev.stopcode.cli.machine.DataDir;
import dev.stopcode.cli.output.Json;
import dev.stopcode.cli.output.Table;
import dev.stopcode.config.ConfigLoader;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.Post;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Which Dev Center a command calls, and how the answer is printed. Of a configuration, that part is enough: no cluster
 * is needed.
 */
final class DevCenterOptions {

    @Mixin
    private ConfigOptions config = new ConfigOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Call the simulated Dev Center of the `stopcode up` that runs on DIR; ./data where no"
                    + " credentials are configured.")
    private @Nullable Path data;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * How to reach it.
     *
     * @throws UserError if none is named
     */
    DevCenterConfig load(Map<String, String> environment) {
        DevCenterConfig loaded = data == null ? load(environment, Map.of()) : null;
        if (loaded == null) {
            loaded = load(environment, new DataDir(data == null ? Where.DEFAULT_DATA : data).devCenter());
        }
        if (loaded == null || (data != null && new DataDir(data).devCenter().isEmpty())) {
            throw UserError.usage((data == null
                            ? "No Dev Center is configured"
                            : "No `stopcode up` with a simulated Dev Center runs on " + data)
                    + ": name one with --config FILE (devcenter.tenant, devcenter.client.id and"
                    + " devcenter.client.secret), or the directory of a running `stopcode up` with --data DIR.");
        }
        return loaded;
    }

    private @Nullable DevCenterConfig load(Map<String, String> environment, Map<String, String> simulated) {
        Map<String, String> settings = new LinkedHashMap<>(simulated);
        settings.putAll(config.settings);
        return ConfigLoader.devCenter(config.file, environment, settings);
    }

    /** The answer to a call; its failure is thrown as it is. */
    <T> T ask(Surroundings surroundings, Function<DevCenterClient, Future<T>> call) {
        return ask(surroundings, (vertx, client) -> call.apply(client));
    }

    /** Likewise, of a call that needs Vert.x for more than itself. */
    <T> T ask(Surroundings surroundings, BiFunction<Vertx, DevCenterClient, Future<T>> call) {
        DevCenterConfig devCenter = load(surroundings.environment());
        Vertx vertx = Vertx.vertx();
        DevCenterClient client = DevCenterClient.create(vertx, devCenter);
        try {
            return call.apply(vertx, client).await();
        } finally {
            client.close().await();
            vertx.close().await();
        }
    }

    /** Prints things, each as a line of JSON or as a row of the table. */
    void printAll(Stream<ObjectNode> json, Table table, String nothing) {
        if (output.json()) {
            json.forEach(each -> Json.print(out(), each));
        } else {
            table.print(out(), nothing);
        }
    }

    /** Prints one thing. */
    void print(ObjectNode json, Table table) {
        if (output.json()) {
            Json.printDocument(out(), json);
        } else {
            table.print(out(), "");
        }
    }

    /** Prints what came of it. */
    void print(ObjectNode json, String text) {
        if (output.json()) {
            Json.print(out(), json);
        } else {
            out().println(text);
            out().flush();
        }
    }

    /** Prints a request. */
    void print(URI target, Post post) {
        print(
                Json.object()
                        .put("method", "POST")
                        .put("url", target.toString())
                        .set("body", Json.of(post.json())),
                "POST " + target
                        + (post.body() == null
                                ? ""
                                : "\n" + Json.of(post.json()).toPrettyString()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
