package dev.stopcode.producer.file;

import java.io.IOException;

/**
 * The file is not a report that can be counted, or is damaged: reading it again helps only if it is fetched again. The
 * message tells what is wrong and quotes no row.
 */
public final class UnreadableReport extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableReport(String message) {
        super(message);
    }
}
