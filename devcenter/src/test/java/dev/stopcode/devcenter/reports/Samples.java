package dev.stopcode.devcenter.reports;

import static dev.stopcode.devcenter.reports.AggregatedColumn.Function.DCOUNT;
import static dev.stopcode.devcenter.reports.AggregatedColumn.Function.SUM;
import static dev.stopcode.devcenter.reports.Condition.Operator.EQ;
import static dev.stopcode.devcenter.reports.Condition.Operator.GT;
import static dev.stopcode.devcenter.reports.Condition.Operator.IN;
import static dev.stopcode.devcenter.reports.Condition.Operator.LIKE;
import static dev.stopcode.devcenter.reports.Condition.Operator.NEQ;
import static dev.stopcode.devcenter.reports.Condition.and;
import static dev.stopcode.devcenter.reports.Condition.or;
import static dev.stopcode.devcenter.reports.ReportColumn.*;
import static dev.stopcode.devcenter.reports.ReportView.IHV_DRIVER;
import static dev.stopcode.devcenter.reports.ReportView.OEM_DRIVER;

import dev.stopcode.devcenter.reports.Order.Sort;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Templates of the kinds that people ask for, by the golden file that each is written as. */
final class Samples {

    static final ReportTemplate TOP_TEN = ReportTemplate.of(IHV_DRIVER, ReportPeriod.LAST_90_DAYS)
            .columns(DRIVER_NAME)
            .aggregate(DCOUNT.of(DEVICE_ID))
            .orderBy(DCOUNT.of(DEVICE_ID), Sort.DESC)
            .limit(10)
            .build();

    private static final Map<String, ReportTemplate> BY_FILE = Map.of(
            "template-ihv.json",
            ReportTemplate.of(IHV_DRIVER, ReportPeriod.LAST_7_DAYS)
                    .columns(ReportColumn.of(IHV_DRIVER))
                    .build(),
            "template-oem.json",
            ReportTemplate.of(OEM_DRIVER, ReportPeriod.YESTERDAY)
                    .columns(ReportColumn.of(OEM_DRIVER))
                    .build(),
            "template-versions.json",
            ReportTemplate.of(IHV_DRIVER, ReportPeriod.LAST_30_DAYS)
                    .columns(DRIVER_NAME, DRIVER_VERSION)
                    .aggregate(SUM.of(EVENT_COUNT), DCOUNT.of(DEVICE_ID))
                    .orderBy(DRIVER_NAME, Sort.ASC)
                    .orderBy(DCOUNT.of(DEVICE_ID), Sort.DESC)
                    .build(),
            "template-filter.json",
            ReportTemplate.of(OEM_DRIVER, ReportPeriod.LAST_15_DAYS)
                    .columns(FAILURE_NAME, FAILURE_HASH)
                    .where(and(
                            Condition.of(MODE, EQ, "Kernel"),
                            Condition.of(MARKET, IN, "DE", "AT"),
                            or(Condition.of(MODEL, LIKE, "Surfboard%"), Condition.of(BASEBOARD, NEQ, ""))))
                    .aggregate(SUM.of(EVENT_COUNT))
                    .having(Condition.of(SUM.of(EVENT_COUNT), GT, "250"))
                    .build(),
            "template-top-ten.json",
            TOP_TEN);

    private Samples() {}

    /** File and template. */
    static Stream<Arguments> all() {
        return BY_FILE.entrySet().stream().map(sample -> Arguments.of(sample.getKey(), sample.getValue()));
    }
}
