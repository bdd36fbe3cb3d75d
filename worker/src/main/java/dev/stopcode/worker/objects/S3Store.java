package dev.stopcode.worker.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopcode.config.CabLocation;
import dev.stopcode.config.StoreConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in a bucket of S3, or of a server that speaks its protocol. */
final class S3Store implements ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(S3Store.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final CabLocation.S3 place;
    private final int retentionDays;
    private final S3Client client;
    private final Remote remote;

    S3Store(CabLocation.S3 place, StoreConfig config) {
        this.place = place;
        this.retentionDays = config.retentionDays();
        this.client = client(place, config.credentials());
        this.remote = new Remote("The bucket " + place.bucket());
    }

    private static S3Client client(CabLocation.S3 place, StoreConfig.Credentials credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .region(region(place))
                .forcePathStyle(place.pathStyle())
                // objects bring a SHA-256 of their own; other servers than Amazon's may not know the client's default
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (place.endpoint() == null) {
            builder.crossRegionAccessEnabled(true);
        } else {
            builder.endpointOverride(place.endpoint());
        }
        if (credentials.accessKey() != null && credentials.secretKey() != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())));
        }
        return builder.build();
    }

    private static Region region(CabLocation.S3 place) {
        if (place.region() != null) {
            return Region.of(place.region());
        }
        try {
            return new DefaultAwsRegionProviderChain().getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1; // from there a bucket is found wherever it is
        }
    }

    @Override
    public void open() throws IOException {
        remote.call(() -> client.headBucket(request -> request.bucket(place.bucket())));
        refuseVersions();
        expireByRule();
    }

    /** A bucket with versions keeps what is deleted. */
    private void refuseVersions() throws IOException {
        BucketVersioningStatus status;
        try {
            status = client.getBucketVersioning(request -> request.bucket(place.bucket()))
                    .status();
        } catch (S3Exception e) {
            LOG.atWarn()
                    .addKeyValue("bucket", place.bucket())
                    .addKeyValue("cause", e.getMessage())
                    .log("Cannot see whether the bucket keeps old versions; it must not");
            return;
        }
        if (status == BucketVersioningStatus.ENABLED) {
            throw new IOException(
                    "the bucket " + place.bucket()
                            + " keeps old versions of what is deleted: dumps would outlive their time; take one without versioning");
        }
    }

    /** Asks the store to expire dumps by itself: what is left of them if no worker runs for long. */
    private void expireByRule() {
        LifecycleRule rule = LifecycleRule.builder()
                .id("stopcode-dumps" + (place.prefix().isEmpty() ? "" : "-" + place.prefix()))
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(key("dumps/")))
                // the store counts up to a day more: to the midnight that follows
                .expiration(after -> after.days(Math.max(1, retentionDays - 1)))
                .build();
        try {
            List<LifecycleRule> rules = new ArrayList<>(rules());
            if (rules.stream().noneMatch(present -> isSame(present, rule))) {
                rules.removeIf(present -> rule.id().equals(present.id()));
                rules.add(rule);
                client.putBucketLifecycleConfiguration(
                        request -> request.bucket(place.bucket()).lifecycleConfiguration(all -> all.rules(rules)));
            }
        } catch (S3Exception e) {
            LOG.atWarn()
                    .addKeyValue("bucket", place.bucket())
                    .addKeyValue("cause", e.getMessage())
                    .log("The bucket takes no rule that expires dumps by itself; only workers will destroy them");
        }
    }

    private List<LifecycleRule> rules() {
        try {
            return client.getBucketLifecycleConfiguration(request -> request.bucket(place.bucket()))
                    .rules();
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean isSame(LifecycleRule present, LifecycleRule rule) {
        return rule.id().equals(present.id())
                && present.status() == rule.status()
                && present.filter() != null
                && rule.filter().prefix().equals(present.filter().prefix())
                && present.expiration() != null
                && rule.expiration().days().equals(present.expiration().days());
    }

    @Override
    public URI location(String name) {
        return Remote.location("s3", place.bucket(), "/" + key(name));
    }

    @Override
    public boolean holds(String name, long bytes, String sha256) throws IOException {
        Optional<HeadObjectResponse> head = found(() -> client.headObject(
                request -> request.bucket(place.bucket()).key(key(name)).checksumMode(ChecksumMode.ENABLED)));
        return head.filter(object -> object.contentLength() == bytes)
                .filter(object -> object.checksumSHA256() == null
                        || object.checksumSHA256().equals(base64(sha256)))
                .isPresent();
    }

    @Override
    public Optional<String> read(String name) throws IOException {
        return found(() -> client.getObjectAsBytes(
                        request -> request.bucket(place.bucket()).key(key(name)))
                .asString(UTF_8));
    }

    @Override
    public void write(String name, String text) throws IOException {
        remote.call(() -> client.putObject(
                request -> request.bucket(place.bucket()).key(key(name)), RequestBody.fromString(text, UTF_8)));
    }

    @Override
    public void add(String name, Path file, String sha256) throws IOException {
        remote.call(() -> client.putObject(
                request -> request.bucket(place.bucket()).key(key(name)).checksumSHA256(base64(sha256)),
                RequestBody.fromFile(file)));
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        return remote.call(() ->
                client
                        .listObjectsV2Paginator(
                                request -> request.bucket(place.bucket()).prefix(key(prefix)))
                        .contents()
                        .stream()
                        .map(object -> new StoredObject(
                                object.key().substring(place.prefix().length()), object.size(), object.lastModified()))
                        .toList());
    }

    @Override
    public void delete(String name) throws IOException {
        remote.call(() ->
                client.deleteObject(request -> request.bucket(place.bucket()).key(key(name))));
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> Optional<T> found(Remote.Call<T> call) throws IOException {
        return remote.call(() -> {
            try {
                return Optional.of(call.run());
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private String key(String name) {
        return place.prefix() + name;
    }

    private static String base64(String sha256) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }
}
