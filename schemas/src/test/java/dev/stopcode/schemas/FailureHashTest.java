package dev.stopcode.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureHashTest {

    @Test
    void shouldComputeTheVendorsHashOfAName() {
        // When
        String hash = FailureHash.ofKernelMode("AV_fastboot!unknown_function");

        // Then
        assertThat(hash).isEqualTo("0d901479-bf1f-b842-76f2-3db7e4feaedd");
    }

    @Test
    void shouldIgnoreTheCaseOfTheName() {
        assertThat(FailureHash.ofKernelMode("av_FASTBOOT!Unknown_Function"))
                .isEqualTo(FailureHash.ofKernelMode("AV_fastboot!unknown_function"));
    }

    @Test
    void shouldTellModesApart() {
        assertThat(FailureHash.ofUserMode("AV_fastboot!unknown_function"))
                .isNotEqualTo(FailureHash.ofKernelMode("AV_fastboot!unknown_function"));
    }

    @Test
    void shouldTakeTheModeThatARowNames() {
        assertThat(FailureHash.of("AV_fastboot!unknown_function", "USER"))
                .isEqualTo(FailureHash.ofUserMode("AV_fastboot!unknown_function"));
        assertThat(FailureHash.of("AV_fastboot!unknown_function", "Kernel"))
                .isEqualTo(FailureHash.of("AV_fastboot!unknown_function", null))
                .isEqualTo(FailureHash.ofKernelMode("AV_fastboot!unknown_function"));
    }
}
