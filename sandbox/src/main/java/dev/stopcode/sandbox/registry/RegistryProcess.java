package dev.stopcode.sandbox.registry;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The child process: runs the registry and ends when its standard input does, that is when the parent closes it or is
 * no more. Uses nothing but the JDK, since only this module's own classes are on the child's path.
 */
final class RegistryProcess {

    private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final Duration GRACE = Duration.ofSeconds(10);

    private RegistryProcess() {}

    /** Takes the directory that the registry is to have to itself, if there is one. */
    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        daemon("parent-watch", RegistryProcess::endWithParent);
        if (args.length > 0) {
            RegistryDirectory.hold(Path.of(args[0]));
        }
        try {
            Class.forName(ENTRY_POINT).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The registry ended", e.getCause());
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // the parent says nothing
            }
        } catch (IOException e) {
            // as good as the end
        }
        daemon("halt", RegistryProcess::haltLater);
        System.exit(0);
    }

    /** Should an orderly end get stuck. */
    private static void haltLater() {
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
