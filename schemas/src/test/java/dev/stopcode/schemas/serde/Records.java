package dev.stopcode.schemas.serde;

import dev.stopcode.schemas.CabWish;
import java.time.LocalDate;
import java.util.List;

final class Records {

    private Records() {}

    static CabWish wish() {
        return CabWish.newBuilder()
                .setAlertId("a1")
                .setDriverName("fastboot.sys")
                .setFailureHash("0d901479-bf1f-b842-76f2-3db7e4feaedd")
                .setStartDate(LocalDate.of(2026, 3, 1))
                .setEndDate(LocalDate.of(2026, 3, 2))
                .setAsOf(LocalDate.of(2026, 3, 3))
                .setSources(List.of("oem"))
                .setOpen(true)
                .build();
    }
}
