package dev.stopcode.producer.file;

import dev.stopcode.producer.details.DeviceHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/** A file of rows that somebody saved: a report, or JSON of the synchronous API. Its content tells which. */
public final class RowFile {

    private static final int LOOK_AHEAD = 1 << 12;

    private RowFile() {}

    /**
     * Opens a file, packed and encoded in any way in which reports are. The stream is closed with the reader, and if
     * this fails.
     *
     * @param hits what counts of a day say of where they come from
     * @param events what single events say of it
     * @param devices hides the devices, for this reader alone
     * @throws UnreadableReport if the file cannot be unpacked, or is neither
     */
    public static RowReader open(InputStream file, RowOrigin hits, RowOrigin events, DeviceHash devices)
            throws IOException {
        try {
            Reader text = new BufferedReader(ReportText.open(file), LOOK_AHEAD);
            return isJson(text)
                    ? new SavedRowReader(text, hits, events, devices)
                    : ReportReader.of(text, new RowMapper(hits, events, devices));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Whether an object begins, or an array that is empty or begins with an object: a column's name may have brackets.
     */
    private static boolean isJson(Reader text) throws IOException {
        text.mark(LOOK_AHEAD);
        char[] start = new char[LOOK_AHEAD];
        int length = 0;
        int read = text.read(start);
        while (read > 0) {
            length += read;
            read = text.read(start, length, LOOK_AHEAD - length);
        }
        text.reset();
        String shown = new String(start, 0, length).stripLeading();
        String inArray = shown.startsWith("[") ? shown.substring(1).stripLeading() : "";
        return shown.startsWith("{") || inArray.startsWith("{") || inArray.startsWith("]");
    }
}
