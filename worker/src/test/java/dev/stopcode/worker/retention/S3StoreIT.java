package dev.stopcode.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.stopcode.config.CabLocation;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StoreConfig.WhenFull;
import dev.stopcode.worker.store.StoredCab;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** The contract over an S3 server. */
class S3StoreIT extends StoreContract {

    private static final StoreConfig.Credentials CREDENTIALS = new StoreConfig.Credentials("key", "secret");

    private static ServerProcess server;
    private static URI endpoint;
    private static S3Client client;

    private String bucket = "";

    @BeforeAll
    static void startServer() throws Exception {
        server = ServerProcess.start(
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target", "s3mock", "s3mock.jar").toString(),
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.http-port=0"),
                Pattern.compile("Tomcat started on ports .*\\b(\\d+) \\(http\\)"));
        endpoint = URI.create("http://127.0.0.1:" + server.port());
        client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    @AfterAll
    static void stopServer() throws Exception {
        client.close();
        server.close();
    }

    @Override
    CabLocation place() {
        bucket = "dumps-" + UUID.randomUUID();
        client.createBucket(request -> request.bucket(bucket));
        return CabLocation.parse(
                "s3://" + bucket + "/team/drivers?region=eu-west-1&pathStyle=true&endpoint=" + endpoint);
    }

    @Override
    StoreConfig.Credentials credentials() {
        return CREDENTIALS;
    }

    @Override
    String content(URI location) {
        assertThat(location.getHost()).isEqualTo(bucket);
        assertThat(location.getPath()).startsWith("/team/drivers/dumps/");
        return client.getObjectAsBytes(
                        request -> request.bucket(bucket).key(location.getPath().substring(1)))
                .asUtf8String();
    }

    @Test
    void shouldForgetADumpWhoseContentChanged() throws Exception {
        // Given
        StoredCab kept = keep(ID, "MSCF content");

        // When
        client.putObject(
                request -> request.bucket(bucket)
                        .key(kept.location().getPath().substring(1))
                        .checksumAlgorithm("SHA256"),
                RequestBody.fromString("MSCF CONTENT"));

        // Then
        assertThat(depot.store().find(ID)).isEmpty();
        assertThat(keep(ID, "MSCF content")).isEqualTo(kept);
        assertThat(content(kept.location())).isEqualTo("MSCF content");
    }

    @Test
    void shouldSetARuleThatExpiresDumpsAndLeaveOthersAlone() throws Exception {
        // Given
        LifecycleRule other = LifecycleRule.builder()
                .id("other")
                .status("Enabled")
                .filter(filter -> filter.prefix("logs/"))
                .expiration(after -> after.days(7))
                .build();
        client.putBucketLifecycleConfiguration(
                request -> request.bucket(bucket).lifecycleConfiguration(all -> all.rules(other)));

        // When
        open(0, WhenFull.STOP);
        open(0, WhenFull.STOP);

        // Then
        var rules = client.getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                .rules();
        assertThat(rules).extracting(LifecycleRule::id).containsExactly("other", "stopcode-dumps-team/drivers/");
        assertThat(rules.getLast().filter().prefix()).isEqualTo("team/drivers/dumps/");
        assertThat(rules.getLast().expiration().days()).isEqualTo(29);
    }

    @Test
    void shouldRefuseABucketThatKeepsWhatIsDeleted() {
        // Given
        client.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));

        // Then
        assertThatIOException().isThrownBy(() -> open(0, WhenFull.STOP)).withMessageContaining("versioning");
    }

    @Test
    void shouldSayWhichBucketIsMissing() {
        // Given
        client.deleteBucketLifecycle(request -> request.bucket(bucket));
        client.deleteBucket(request -> request.bucket(bucket));

        // Then
        assertThatIOException()
                .isThrownBy(() -> open(0, WhenFull.STOP))
                .withMessageContaining(bucket)
                .withMessageNotContaining("secret");
    }
}
