package dev.stopcode.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

    private final StringWriter out = new StringWriter();

    @Test
    void shouldAlignNumbersToTheRightAndTextToTheLeft() {
        // Given
        Table table = new Table("NAME", "COUNT");
        table.row("a", 5);
        table.row("longer", 1200);
        table.row(null, null);

        // When
        table.print(new PrintWriter(out), "nothing");

        // Then
        assertThat(out).hasToString("""
                        NAME    COUNT
                        a           5
                        longer   1200

                        """);
    }

    @Test
    void shouldSayWhenThereIsNothing() {
        // When
        new Table("NAME").print(new PrintWriter(out), "Nothing here.");

        // Then
        assertThat(out.toString().strip()).isEqualTo("Nothing here.");
    }
}
