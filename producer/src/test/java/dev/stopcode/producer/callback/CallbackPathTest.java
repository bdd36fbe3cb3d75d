package dev.stopcode.producer.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackPathTest {

    @Test
    void shouldBeTheSameAfterEveryStart() {
        // Then: printf 'stopcode report callback drivers' | openssl dgst -sha256 -hmac key
        assertThat(CallbackPath.of("key", "drivers"))
                .isEqualTo("2102efda97860ace52b63885f30edcea207498dd39bbd9b69e89bc48b5229706");
    }

    @Test
    void shouldDependOnKeyAndReport() {
        assertThat(CallbackPath.of("key", "drivers"))
                .isNotEqualTo(CallbackPath.of("other", "drivers"))
                .isNotEqualTo(CallbackPath.of("key", "hardware"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.example.com/stopcode", "https://hooks.example.com/stopcode/"})
    void shouldStandBelowTheBase(String base) {
        assertThat(CallbackPath.url(URI.create(base), "key", "drivers"))
                .hasToString("https://hooks.example.com/stopcode/" + CallbackPath.of("key", "drivers"));
    }
}
