package dev.stopcode.devcenter.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets a bounded number of calls run at once; the others wait in the order in which they came. A call starts and its
 * result arrives on the Vert.x context of whoever asked for it.
 */
public final class Admission {

    private final Vertx vertx;
    private final int limit;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Promise<Void> drained = Promise.promise();
    private int running;
    private boolean closed;

    public Admission(Vertx vertx, int limit) {
        this.vertx = vertx;
        this.limit = limit;
    }

    /** Runs {@code call} as soon as there is room; fails with {@code IllegalStateException} once closed. */
    public <T> Future<T> run(Supplier<Future<T>> call) {
        Context context = vertx.getOrCreateContext();
        Promise<T> result = Promise.promise();
        Runnable start = () -> context.runOnContext(go -> Future.succeededFuture()
                .compose(admitted -> call.get())
                .onComplete((value, cause) -> context.runOnContext(back -> {
                    try {
                        result.complete(value, cause);
                    } finally {
                        leave();
                    }
                })));
        return enter(start) ? result.future() : Future.failedFuture(new IllegalStateException("the client is closed"));
    }

    /** Accepts no further call; completes when those accepted have ended. */
    public synchronized Future<Void> close() {
        closed = true;
        if (running == 0) {
            drained.tryComplete();
        }
        return drained.future();
    }

    private synchronized boolean enter(Runnable start) {
        if (closed) {
            return false;
        }
        if (running < limit) {
            running++;
            start.run();
        } else {
            waiting.add(start);
        }
        return true;
    }

    private synchronized void leave() {
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        } else if (--running == 0 && closed) {
            drained.tryComplete();
        }
    }
}
