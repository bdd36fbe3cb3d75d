package dev.stopcode.cli.output;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * What a long-running command shows: lines that stay, and below them one that tells how far it is. On a terminal that
 * line is overwritten in place; elsewhere it is printed anew every few seconds. Safe for use by several threads.
 */
public final class Screen {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter lines;
    private final PrintWriter progress;
    private final boolean terminal;
    private final int columns;
    private String shown = "";
    private long nextLine = System.nanoTime();

    /**
     * @param lines where lines that stay go
     * @param progress where the line goes that tells how far it is
     * @param terminal whether that is a terminal
     * @param columns the terminal's width
     */
    public Screen(PrintWriter lines, PrintWriter progress, boolean terminal, int columns) {
        this.lines = lines;
        this.progress = progress;
        this.terminal = terminal;
        this.columns = columns;
    }

    /** Prints a line that stays. */
    public synchronized void line(String text) {
        if (terminal && !shown.isEmpty()) {
            progress.print(CLEAR);
            progress.flush();
        }
        lines.println(text);
        lines.flush();
        if (terminal && !shown.isEmpty()) {
            progress.print(shown);
            progress.flush();
        }
    }

    /** Says how far it is. */
    public synchronized void progress(String text) {
        if (terminal) {
            shown = text.length() < columns ? text : text.substring(0, columns - 1);
            progress.print(CLEAR + shown);
            progress.flush();
        } else if (!text.equals(shown) && System.nanoTime() - nextLine >= 0) {
            shown = text;
            nextLine = System.nanoTime() + EVERY.toNanos();
            progress.println(text);
            progress.flush();
        }
    }

    /** Takes the progress away: there is nothing to wait for. */
    public synchronized void done() {
        if (terminal && !shown.isEmpty()) {
            progress.print(CLEAR);
            progress.flush();
        }
        shown = "";
        nextLine = System.nanoTime();
    }
}
