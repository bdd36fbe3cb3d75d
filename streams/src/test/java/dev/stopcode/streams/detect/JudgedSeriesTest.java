package dev.stopcode.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.detection.series.SeriesDetector;
import dev.stopcode.schemas.DeltaCell;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgedSeriesTest {

    private static final int HISTORY = 165;
    private static final int BEGUN = 1260;

    private final SeriesDetector detector = new SeriesDetector();

    @Test
    void shouldScoreAsAfterARestartWhileTheFirstDaysAreForgotten() {
        // Given
        DriverBook book = new DriverBook("contoso.sys");
        for (int day = 1000; day <= 1300; day++) {
            book.apply("contoso", day, List.of(new DeltaCell("1.0.0.0", "steady", null, 5L)), List.of());
            if (day >= BEGUN && day < BEGUN + 7) {
                book.apply("contoso", day, List.of(new DeltaCell("1.0.0.0", "new", null, 2L)), List.of());
            }

            // When
            DriverDays days = days(book, day);
            book.judge(days);
            if (day >= BEGUN) {
                book.series(1).judge(detector, days, day - 66);

                // Then
                assertThat(book.series(1).scores(days)).as("day " + day).containsExactly(judgedAnew(book, days));
            }
            book.dropBefore(day - HISTORY + 1);
        }
    }

    private double[] judgedAnew(DriverBook book, DriverDays days) {
        JudgedSeries anew = new JudgedSeries();
        long[] counts = book.series(1).counts(days);
        for (int index = 0; index < counts.length; index++) {
            if (counts[index] > 0) {
                anew.add(days.firstDay() + index, counts[index]);
            }
        }
        anew.judge(detector, days, days.lastDay() - 66);
        return anew.scores(days);
    }

    private static DriverDays days(DriverBook book, int lastDay) {
        double[] completeness = new double[lastDay - book.firstDay() + 1];
        Arrays.fill(completeness, 1);
        return new DriverDays(book.firstDay(), completeness, completeness.length - 1);
    }
}
