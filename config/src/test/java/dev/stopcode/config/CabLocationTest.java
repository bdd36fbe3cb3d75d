package dev.stopcode.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stopcode.config.CabLocation.AzureBlob;
import dev.stopcode.config.CabLocation.Directory;
import dev.stopcode.config.CabLocation.S3;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CabLocationTest {

    @Test
    void shouldTakeAPathForADirectory() {
        assertThat(CabLocation.parse("./data/cabs")).isEqualTo(new Directory(Path.of("./data/cabs")));
        assertThat(CabLocation.parse("file:///var/lib/cabs")).isEqualTo(new Directory(Path.of("/var/lib/cabs")));
    }

    @Test
    void shouldReadABucketWithAllThatBelongsToIt() {
        assertThat(CabLocation.parse("s3://dumps")).isEqualTo(new S3("dumps", "", null, null, false));
        assertThat(CabLocation.parse("s3://nullable-null")).isEqualTo(new S3("nullable-null", "", null, null, false));
        assertThat(
                        CabLocation.parse(
                                "s3://dumps/team/drivers/?endpoint=http%3A%2F%2F127.0.0.1:9000&region=eu-west-1&pathStyle=true"))
                .isEqualTo(new S3("dumps", "team/drivers/", URI.create("http://127.0.0.1:9000"), "eu-west-1", true))
                .hasToString("s3://dumps/team/drivers/");
        assertThat(CabLocation.parse("s3://dumps?endpoint=https://minio:9000"))
                .isEqualTo(new S3("dumps", "", URI.create("https://minio:9000"), null, false));
    }

    @Test
    void shouldReadAContainer() {
        assertThat(CabLocation.parse("azblob://account/cabs"))
                .isEqualTo(new AzureBlob("account", "cabs", "", null))
                .hasToString("azblob://account/cabs");
        assertThat(CabLocation.parse("azblob://account/cabs/team?endpoint=http://127.0.0.1:10000/account"))
                .isEqualTo(new AzureBlob("account", "cabs", "team/", URI.create("http://127.0.0.1:10000/account")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3://",
                "s3:///prefix",
                "s3://key:secret@bucket",
                "s3://bucket?pathstyle=true",
                "s3://bucket?pathStyle=yes",
                "s3://bucket?region=",
                "s3://bucket?endpoint=ftp://host",
                "s3://bucket?endpoint=https://key:secret@host",
                "azblob://account/cabs?endpoint=https://host?sig=secret",
                "azblob://account",
                "azblob://account/",
                "http://host/cabs"
            })
    void shouldRefuseWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CabLocation.parse(text));
    }
}
