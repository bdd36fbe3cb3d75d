package dev.stopcode.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureHashTest {

    @Test
    void shouldBeTheHashThatWinDbgPrints() {
        assertThat(FailureHash.of("AV_fastboot!unknown_function")).isEqualTo("0d901479-bf1f-b842-76f2-3db7e4feaedd");
    }

    @Test
    void shouldNotDependOnCase() {
        assertThat(FailureHash.of("av_FASTBOOT!Unknown_Function")).isEqualTo("0d901479-bf1f-b842-76f2-3db7e4feaedd");
    }
}
