package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.devcenter.DevCenterClient;
import dev.stopcode.devcenter.Post;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that writes to the Dev Center, or only says what it would write. */
final class WriteOptions {

    @Mixin
    private DevCenterOptions devCenter = new DevCenterOptions();

    @Option(names = "--dry-run", description = "Print the request that would be sent, and write nothing.")
    private boolean dryRun;

    /** The answer to what has to be read before something is written. */
    <T> T ask(Surroundings surroundings, Function<DevCenterClient, Future<T>> call) {
        return devCenter.ask(surroundings, call);
    }

    /** Sends what {@code post} says by {@code call}; the answer, empty where it was only printed. */
    <T> Optional<T> send(Surroundings surroundings, Post post, Function<DevCenterClient, Future<T>> call) {
        if (!dryRun) {
            return Optional.of(devCenter.ask(surroundings, call));
        }
        String api = devCenter.load(surroundings.environment()).api().toString();
        devCenter.print(URI.create(api.replaceFirst("/$", "") + post.path()), post);
        return Optional.empty();
    }

    /** Tells what was written. */
    void done(ObjectNode json, String text) {
        devCenter.print(json, text);
    }
}
