package dev.stopcode.devcenter.hits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.Golden;
import dev.stopcode.devcenter.Page;
import dev.stopcode.devcenter.page.Parsing;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FailureHitsTest {

    @Test
    void shouldReadTheDocumentedRowOfWindows7And8() {
        // When
        Page<HitRow> page = read("failurehits-windows-7-8.json");

        // Then
        assertThat(page.rows())
                .containsExactly(new HitRow(
                        LocalDate.of(2017, 2, 26),
                        "AV_fastboot!unknown_function",
                        "f060c0b6-fbe6-463f-a9f1-b7ebc1cc722f",
                        "fastboot",
                        "6.3.9600.9600",
                        "Windows 8.1",
                        "System crash",
                        "US",
                        "Unknown",
                        "x64",
                        "Unknown",
                        null,
                        null,
                        "14313740",
                        "fastboot.sys",
                        "2.1.1.0",
                        "Contoso",
                        "C-122",
                        null,
                        null,
                        null,
                        1,
                        1L));
        assertThat(page.totalCount()).hasValue(21);
        assertThat(page.hasNext()).isTrue();
    }

    @Test
    void shouldReadWindows10AndLoseNoDigitOfAnId() {
        // When
        Page<HitRow> page = read("failurehits-windows-10.json");

        // Then
        assertThat(page.rejected()).isEmpty();
        assertThat(page.hasNext()).isFalse();
        assertThat(page.rows()).singleElement().satisfies(row -> {
            assertThat(row.applicationId()).isEqualTo("14225643812345678901234567890");
            assertThat(row.submissionId()).isEqualTo("1152921504621243619");
            assertThat(row.oemName()).isNull();
            assertThat(row.oemModel()).isNull();
            assertThat(row.eventCount()).isEqualTo(1204);
            assertThat(row.deviceCount()).isEqualTo(17);
        });
    }

    @Test
    void shouldReadTheNamesOfTheOemFlavour() {
        // When
        Page<HitRow> page = read("failurehits-oem.json");

        // Then
        assertThat(page.rejected()).isEmpty();
        assertThat(page.nextLink()).isNull();
        assertThat(page.rows()).singleElement().satisfies(row -> {
            assertThat(row.date()).isEqualTo(LocalDate.of(2017, 3, 4));
            assertThat(row.sellerId()).isEqualTo("14313740");
            assertThat(row.driverName()).isEqualTo("contoso_usb.sys");
            assertThat(row.driverVersion()).isEqualTo("4.2.0.7");
            assertThat(row.oemModel()).isEqualTo("Surfboard 3");
            assertThat(row.mode()).isEqualTo("Kernel");
            assertThat(row.baseboard()).isEqualTo("CB-3");
            assertThat(row.modelFamily()).isEqualTo("Surfboard");
            assertThat(row.eventCount()).isEqualTo(12);
            assertThat(row.deviceCount()).isNull();
        });
    }

    private static Page<HitRow> read(String golden) {
        return Parsing.page(FailureHits::row, Golden.bytes(golden), 64);
    }
}
