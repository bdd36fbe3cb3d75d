package dev.stopcode.producer.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.producer.hits.IdentitySum;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportReaderTest {

    private static final String HEADER = "FailureDate,FailureHash,DeviceId,EventCount";

    @Test
    void shouldNumberTheSameRowsAlikeWheneverAFileIsRead() throws IOException {
        // Given
        byte[] file = Reports.bytes(HEADER, "072018,a,,1", "", "x,b,,1", "072018,c,device-1,1");

        // When
        List<Line> lines = Reports.read(file);

        // Then
        assertThat(lines).extracting(Line::row).containsExactly(1L, 2L, 3L);
        assertThat(lines).extracting(Line::line).containsExactly(2L, 4L, 5L);
        assertThat(Reports.read(file)).isEqualTo(lines);
    }

    @Test
    void shouldSumToTheSameInAnyOrder() throws IOException {
        // Given
        List<String> rows = List.of("072018,a,,1", "x,b,,1", "072018,c,device-1,1");

        // Then
        assertThat(sum(rows)).isEqualTo(sum(rows.reversed())).isNotEqualTo(sum(rows.subList(0, 2)));
        assertThat(sum(rows)).isNotEqualTo(sum(List.of("072018,a,,1", "x,b,,1", "072018,c,device-2,1")));
    }

    private static IdentitySum sum(List<String> rows) throws IOException {
        IdentitySum sum = IdentitySum.ZERO;
        for (Line line : Reports.read(HEADER, String.join("\n", rows))) {
            sum = sum.plus(line.identity());
        }
        return sum;
    }
}
