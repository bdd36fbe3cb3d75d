package dev.stopcode.producer.file;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a text, ended by CRLF, LF or CR, of which no more than a bounded part is held. For one thread. */
final class PhysicalLines {

    /** Characters of a line that are read; many times what a row of a report has. */
    static final int MAX_LENGTH = 1 << 16;

    private static final int BUFFER = 1 << 14;

    private final Reader text;
    private final char[] buffer = new char[BUFFER];
    private final Deque<PhysicalLine> givenBack = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private int position;
    private int limit;
    private long number;

    PhysicalLines(Reader text) {
        this.text = text;
    }

    /** The next line, null behind the last. */
    @Nullable
    PhysicalLine next() throws IOException {
        return givenBack.isEmpty() ? read() : givenBack.pop();
    }

    /** Has those lines, the last that were read, in their order, read again. */
    void giveBack(List<PhysicalLine> lines) {
        lines.reversed().forEach(givenBack::push);
    }

    private @Nullable PhysicalLine read() throws IOException {
        if (!filled()) {
            return null;
        }
        number++;
        line.setLength(0);
        boolean cut = false;
        while (filled()) {
            int end = endOfLine();
            int length = Math.min(end - position, MAX_LENGTH - line.length());
            line.append(buffer, position, length);
            cut |= length < end - position;
            position = end;
            if (end < limit) {
                return new PhysicalLine(number, line.toString(), lineEnd(), cut);
            }
        }
        return new PhysicalLine(number, line.toString(), "", cut);
    }

    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n' && buffer[end] != '\r') {
            end++;
        }
        return end;
    }

    private String lineEnd() throws IOException {
        if (buffer[position++] == '\n') {
            return "\n";
        }
        if (filled() && buffer[position] == '\n') {
            position++;
            return "\r\n";
        }
        return "\r";
    }

    private boolean filled() throws IOException {
        while (position == limit) {
            position = 0;
            limit = Math.max(0, text.read(buffer));
            if (limit == 0) {
                return false;
            }
        }
        return true;
    }
}
