package dev.stopcode.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSinkConfigTest {

    private static final String URL = "https://hooks.example.com/secret";

    @Test
    void shouldPostJsonWithoutAuthorizationByDefault() {
        HttpSinkConfig config = new HttpSinkConfig(Map.of("http.url", URL));

        assertThat(config.url()).hasToString(URL);
        assertThat(config.authorization()).isNull();
        assertThat(config.contentType()).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com/secret", "hooks/secret", "http://white space/secret"})
    void shouldRefuseOtherUrlsWithoutShowingThem(String url) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new HttpSinkConfig(Map.of("http.url", url)))
                .withMessageContaining("http.url")
                .withMessageNotContaining("secret");
    }

    @Test
    void shouldAskForAHeaderWhereAuthorizationIsStatic() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new HttpSinkConfig(Map.of("http.url", URL, "http.authorization.type", "static")))
                .withMessageContaining("http.headers.authorization");
    }
}
