package dev.stopcode.producer.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import dev.stopcode.producer.file.TextRecord.Fitting;
import dev.stopcode.producer.file.TextRecord.Misfit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records behind a header. A record goes over several lines where a quoted field does. One whose quote is not
 * closed within {@link #MAX_LINES} and {@link PhysicalLines#MAX_LENGTH}, and one that does not fit the header in the
 * end, is given up on its first line only: the next record begins on the line behind it. So a stray quote costs one
 * line, and no line is looked at more than {@link #MAX_LINES} times. For one thread.
 */
final class Records {

    /** Lines that a record may go over. */
    static final int MAX_LINES = 64;

    private final PhysicalLines lines;
    private final Header header;

    Records(PhysicalLines lines, Header header) {
        this.lines = lines;
        this.header = header;
    }

    /** The next record that is not blank, null behind the last. */
    @Nullable
    TextRecord next() throws IOException {
        for (PhysicalLine line = lines.next(); line != null; line = lines.next()) {
            TextRecord record = line.isBlank() ? null : record(line);
            if (record != null) {
                return record;
            }
        }
        return null;
    }

    private @Nullable TextRecord record(PhysicalLine first) throws IOException {
        if (first.cut()) {
            return new Misfit(first, "the line is longer than " + PhysicalLines.MAX_LENGTH + " characters");
        }
        StringBuilder text = new StringBuilder(first.text());
        List<PhysicalLine> rest = new ArrayList<>();
        PhysicalLine last = first;
        boolean open = header.delimiter().leavesOpen(first.text(), false);
        while (open) {
            PhysicalLine next = lines.next();
            if (next == null) {
                lines.giveBack(rest);
                return new Misfit(first, "a quote is not closed before the end of the file");
            }
            rest.add(next);
            text.append(last.end()).append(next.text());
            if (rest.size() == MAX_LINES || next.cut() || text.length() > PhysicalLines.MAX_LENGTH) {
                lines.giveBack(rest);
                return new Misfit(first, "a quote is not closed for too long");
            }
            open = header.delimiter().leavesOpen(next.text(), true);
            last = next;
        }
        return split(first, rest, text.toString());
    }

    private @Nullable TextRecord split(PhysicalLine first, List<PhysicalLine> rest, String text) {
        String misfit;
        try {
            String[] fields = header.delimiter().split(text);
            if (Stream.of(fields).allMatch(String::isBlank)) {
                return null;
            }
            if (header.fits(fields)) {
                return new Fitting(first.number(), fields);
            }
            misfit = fields.length + " fields instead of " + header.width();
        } catch (CsvParseException e) {
            misfit = "a field goes on behind its closing quote";
        }
        lines.giveBack(rest);
        return new Misfit(first, misfit);
    }
}
