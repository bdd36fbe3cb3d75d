package dev.stopcode.producer.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.util.List;

/** What stands between the fields of a record, and how they are told apart: quotes as in RFC 4180. */
final class Delimiter {

    static final List<Delimiter> ALL =
            List.of(new Delimiter('\t'), new Delimiter(','), new Delimiter(';'), new Delimiter('|'));

    private static final char QUOTE = '"';

    private final char character;
    private final CsvReader.CsvReaderBuilder csv;

    private Delimiter(char character) {
        this.character = character;
        this.csv = CsvReader.builder().fieldSeparator(character).quoteCharacter(QUOTE);
    }

    /** The fields of one record; fails where something follows a closing quote, or of absurdly many fields. */
    String[] split(String record) throws CsvParseException {
        return csv.ofSingleCsvRecord(StringArrayHandler.of(), record);
    }

    /** Whether a quoted field is open at the end of a line, given whether it is at its start. */
    boolean leavesOpen(String line, boolean open) {
        if (line.indexOf(QUOTE) < 0) {
            return open;
        }
        boolean fieldStart = !open;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (open && c == QUOTE && at + 1 < line.length() && line.charAt(at + 1) == QUOTE) {
                at++;
            } else if (c == QUOTE && (open || fieldStart)) {
                open = !open;
            }
            fieldStart = !open && c == character;
        }
        return open;
    }

    @Override
    public String toString() {
        return String.valueOf(character);
    }
}
