package dev.stopcode.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stopcode.devcenter.Flavour;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final ServedRow ROW = new JsonRow(
            LocalDate.of(2026, 11, 1),
            JsonNodeFactory.instance
                    .objectNode()
                    .put("market", "US")
                    .put("osName", "Windows 10")
                    .put("oemName", "O'Neill")
                    .putNull("oemModel"));

    private static boolean passes(String filter) {
        return Filter.parse(filter, Vocabulary.of(Flavour.WINDOWS_7_8)).test(ROW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "market eq 'US'",
                "market ne 'DE'",
                "Market EQ 'US' AND osname eq 'Windows 10'",
                "market eq 'US' or market eq 'DE' and osName eq 'Windows 7'",
                "(market eq 'DE' or market eq 'US') and osName eq 'Windows 10'",
                "oemName eq 'O''Neill'",
                "oemModel ne 'any'"
            })
    void shouldLetPass(String filter) {
        assertThat(passes(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "market eq 'us'",
                "(market eq 'US' or market eq 'DE') and osName eq 'Windows 7'",
                "market ne 'US'",
                "oemModel eq 'any'"
            })
    void shouldHoldBack(String filter) {
        assertThat(passes(filter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "market",
                "market gt 'US'",
                "market eq US",
                "market eq 'US",
                "market eq 'US' and",
                "market eq 'US' osName eq 'x'",
                "(market eq 'US'",
                "market eq 'US')",
                "moduleName eq 'x'"
            })
    void shouldRefuse(String filter) {
        assertThatThrownBy(() -> passes(filter)).isInstanceOf(ApiError.class).hasMessageStartingWith("filter: ");
    }

    @Test
    void shouldKnowTheFieldsOfTheFlavour() {
        assertThat(Filter.parse("moduleName ne 'x'", Vocabulary.of(Flavour.OEM)).test(ROW))
                .isTrue();
    }
}
