package dev.stopcode.sandbox.api;

import dev.stopcode.sandbox.report.ReportBook;
import dev.stopcode.sandbox.report.ReportFile;
import dev.stopcode.sandbox.report.ReportRun;
import dev.stopcode.sandbox.world.Crash;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of runs, made as they are downloaded. */
final class ReportFiles {

    private final Vertx vertx;
    private final FailureSource rows;
    private final ReportBook book;
    private final SignedFolder folder;
    private final Faults faults;

    ReportFiles(Vertx vertx, FailureSource rows, ReportBook book, SignedFolder folder, Faults faults) {
        this.vertx = vertx;
        this.rows = rows;
        this.book = book;
        this.folder = folder;
        this.faults = faults;
    }

    /** Answers a request to the storage host. */
    void download(HttpServerRequest request) {
        Optional<ReportRun> run = book.completed(Long.parseLong(folder.name(request)));
        if (run.isEmpty()) {
            BlobHost.refuse(request.response(), 404, "BlobNotFound", "The specified blob does not exist.");
            return;
        }
        ReportFile file = new ReportFile(run.get(), new RowFaults(faults).format(request.path()));
        request.response().setChunked(true).putHeader("Content-Type", "application/octet-stream");
        Fault.@Nullable BodyFault fault =
                faults.strikeNamed(Fault.BodyFault.class, request.path()).orElse(null);
        ResponseStream out = new ResponseStream(vertx, request.response(), fault);
        vertx.<Void>executeBlocking(
                        () -> {
                            file.write(crashes(run.get()), out);
                            out.finish();
                            return null;
                        },
                        false)
                .onFailure(e -> {
                    if (!out.ended()) {
                        request.connection().close();
                    }
                });
    }

    private Stream<Crash> crashes(ReportRun run) {
        return run.days()
                .flatMap(day -> rows.sources().stream()
                        .filter(run::shows)
                        .flatMap(source -> rows.crashes(source, day, run.day())));
    }
}
