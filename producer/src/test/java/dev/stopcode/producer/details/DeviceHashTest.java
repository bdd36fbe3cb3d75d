package dev.stopcode.producer.details;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceHashTest {

    @Test
    void shouldBeTheFirstHalfOfAnHmac() {
        // Then: printf 'device-1' | openssl dgst -sha256 -hmac key
        assertThat(new DeviceHash("key").of("device-1")).isEqualTo("a0425bdb4df9b2a9acb93214b1045a8a");
    }

    @Test
    void shouldDependOnTheKey() {
        assertThat(new DeviceHash("other").of("device-1")).isNotEqualTo(new DeviceHash("key").of("device-1"));
    }

    @Test
    void shouldBeNothingWithoutKeyOrDevice() {
        assertThat(new DeviceHash("").of("device-1")).isNull();
        assertThat(new DeviceHash("key").of(null)).isNull();
    }
}
