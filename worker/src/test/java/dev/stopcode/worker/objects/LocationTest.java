package dev.stopcode.worker.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.config.CabLocation;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StoreConfig.WhenFull;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {

    private static final StoreConfig.Credentials CREDENTIALS = new StoreConfig.Credentials("key", "c2VjcmV0");

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/the%20team?region=eu-west-1, s3://bucket/the%20team/dumps/ab",
        "s3://my_bucket/100%25?region=eu-west-1, s3://my_bucket/100%25/dumps/ab",
        "azblob://account/cabs/the%20team, https://account.blob.core.windows.net/cabs/the%20team/dumps/ab"
    })
    void shouldTellWhereAnObjectLiesWhateverThePrefix(String store, String location) {
        // Given
        StoreConfig config =
                new StoreConfig(CabLocation.parse(store), Path.of("spool"), CREDENTIALS, 30, 0, WhenFull.STOP, 0);

        try (ObjectStore objects = ObjectStores.of(config)) {
            // Then
            assertThat(objects.location("dumps/ab")).hasToString(location);
        }
    }
}
