package dev.stopcode.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final StringWriter lines = new StringWriter();
    private final StringWriter progress = new StringWriter();

    @Test
    void shouldOverwriteTheProgressOnATerminalAndKeepItBelowLines() {
        // Given
        Screen screen = new Screen(new PrintWriter(progress), new PrintWriter(progress), true, 20);

        // When
        screen.progress("10 rows");
        screen.progress("20 rows of a very long number of rows");
        screen.line("an alert");
        screen.done();

        // Then
        assertThat(progress.toString().replace(System.lineSeparator(), "\n"))
                .isEqualTo("\r\u001b[K10 rows"
                        + "\r\u001b[K20 rows of a very l"
                        + "\r\u001b[Kan alert\n20 rows of a very l"
                        + "\r\u001b[K");
    }

    @Test
    void shouldPrintProgressNowAndThenWhereThereIsNoTerminal() {
        // Given
        Screen screen = new Screen(new PrintWriter(lines), new PrintWriter(progress), false, 20);

        // When
        screen.progress("10 rows");
        screen.progress("11 rows");
        screen.line("an alert");

        // Then
        assertThat(progress.toString().strip()).isEqualTo("10 rows");
        assertThat(lines.toString().strip()).isEqualTo("an alert");
    }
}
