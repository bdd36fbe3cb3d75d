package dev.stopcode.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsTest {

    private final Rows five =
            Rows.of(IntStream.range(0, 5).mapToObj(RowsTest::row).toList());

    private static ServedRow row(int number) {
        return new JsonRow(
                LocalDate.EPOCH, JsonNodeFactory.instance.objectNode().put("symbol", String.valueOf(number)));
    }

    /** The symbols of all pages of two rows. */
    private static List<String> pages(Rows rows) {
        List<String> pages = new ArrayList<>();
        for (int from = 0; from < rows.total(); from += 2) {
            pages.add(symbols(rows.slice(from, 2)));
        }
        return pages;
    }

    private static String symbols(List<ServedRow> rows) {
        return String.join(
                "", rows.stream().map(row -> String.valueOf(row.text("symbol"))).toList());
    }

    @Test
    void shouldBeCutIntoPages() {
        assertThat(pages(five)).containsExactly("01", "23", "4");
        assertThat(five.slice(7, 2)).isEmpty();
    }

    @Test
    void shouldLoseTheFirstRow() {
        assertThat(pages(five.tail())).containsExactly("12", "34");
    }

    @Test
    void shouldShowEachRowOnePlaceLater() {
        assertThat(five.shifted().total()).isEqualTo(5);
        assertThat(symbols(five.shifted().slice(2, 2))).isEqualTo("12");
        assertThat(symbols(five.shifted().slice(4, 2))).isEqualTo("3");
    }

    @Test
    void shouldTakeInAnotherRow() {
        for (int place = 0; place <= 5; place++) {
            String expected = new StringBuilder("01234").insert(place, '9').toString();
            assertThat(String.join("", pages(five.with(row(9), place)))).isEqualTo(expected);
        }
    }
}
