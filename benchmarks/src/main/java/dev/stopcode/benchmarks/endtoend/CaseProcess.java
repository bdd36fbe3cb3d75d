package dev.stopcode.benchmarks.endtoend;

import com.sun.management.OperatingSystemMXBean;
import dev.stopcode.config.StopcodeConfig;
import dev.stopcode.config.StreamsConfig.Stores;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Runs one case in a JVM of its own and prints rows, CPU and elapsed nanoseconds, the start-up left out. */
final class CaseProcess {

    /** The first rows are run while code is still being compiled. */
    private static final double WARM_UP = 0.3;

    private CaseProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Cases which = Cases.valueOf(args[0]);
        long total = Long.parseLong(args[1]);
        StopcodeConfig config = EndToEnd.config(args[2], args[3], Path.of(args[4]), Stores.valueOf(args[5]));
        LongSupplier rows = which.start(config);
        Sample begin = sampleAt(rows, (long) (WARM_UP * total));
        Sample end = sampleAt(rows, total);
        System.out.printf(
                Locale.ROOT,
                "%d %d %d%n",
                end.rows() - begin.rows(),
                end.cpuNanos() - begin.cpuNanos(),
                end.nanos() - begin.nanos());
        // the case would go on for ever
        System.exit(0);
    }

    private record Sample(long rows, long cpuNanos, long nanos) {}

    private static Sample sampleAt(LongSupplier rows, long target) throws InterruptedException {
        long done = rows.getAsLong();
        while (done < target) {
            TimeUnit.MILLISECONDS.sleep(5);
            done = rows.getAsLong();
        }
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Sample(done, system.getProcessCpuTime(), System.nanoTime());
    }
}
