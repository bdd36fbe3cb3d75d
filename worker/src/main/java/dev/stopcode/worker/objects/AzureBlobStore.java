package dev.stopcode.worker.objects;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.common.StorageSharedKeyCredential;
import dev.stopcode.config.CabLocation.AzureBlob;
import dev.stopcode.config.StoreConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects in a container of Azure Blob Storage. */
final class AzureBlobStore implements ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(AzureBlobStore.class);
    private static final String SHA_256 = "sha256";

    private final AzureBlob place;
    private final BlobContainerClient client;
    private final Remote remote;

    AzureBlobStore(AzureBlob place, StoreConfig config) {
        this.place = place;
        this.client = client(place, config.credentials().secretKey());
        this.remote = new Remote("The container " + place.account() + "/" + place.container());
    }

    private static BlobContainerClient client(AzureBlob place, @Nullable String configured) {
        BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                .httpClient(new JdkHttpClientBuilder().build())
                .endpoint(
                        place.endpoint() == null
                                ? "https://" + place.account() + ".blob.core.windows.net"
                                : place.endpoint().toString())
                .containerName(place.container());
        Configuration environment = Configuration.getGlobalConfiguration();
        String secret = configured == null ? environment.get("AZURE_STORAGE_KEY") : configured;
        if (secret == null) {
            secret = environment.get("AZURE_STORAGE_SAS_TOKEN");
        }
        if (secret == null) {
            throw new IllegalArgumentException("cabs.store: the container " + place.container()
                    + " needs a key: set cabs.store.secret.key, AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN");
        }
        return secret.contains("sig=")
                ? builder.sasToken(secret).buildClient()
                : builder.credential(new StorageSharedKeyCredential(place.account(), secret))
                        .buildClient();
    }

    @Override
    public void open() throws IOException {
        // listed rather than asked for, which a signature for the container does not allow
        ListBlobsOptions one = new ListBlobsOptions().setMaxResultsPerPage(1);
        if (found(() -> client.listBlobs(one, null).iterableByPage().iterator().next())
                .isEmpty()) {
            throw new IOException("there is no container " + place.container() + " in the account " + place.account());
        }
        refuseSoftDelete();
    }

    /** An account with soft delete keeps what is deleted. */
    private void refuseSoftDelete() throws IOException {
        boolean kept;
        try {
            var policy = client.getServiceClient().getProperties().getDeleteRetentionPolicy();
            kept = policy != null && policy.isEnabled();
        } catch (HttpResponseException e) {
            LOG.atWarn()
                    .addKeyValue("account", place.account())
                    .addKeyValue("cause", e.getMessage())
                    .log("Cannot see whether the account keeps deleted blobs; it must not");
            return;
        }
        if (kept) {
            throw new IOException("the account " + place.account()
                    + " keeps deleted blobs (soft delete): dumps would outlive their time; take one without");
        }
    }

    @Override
    public URI location(String name) {
        URI container = URI.create(client.getBlobContainerUrl());
        return Remote.location(
                container.getScheme(), container.getRawAuthority(), container.getPath() + "/" + key(name));
    }

    @Override
    public boolean holds(String name, long bytes, String sha256) throws IOException {
        Optional<BlobProperties> found =
                found(() -> client.getBlobClient(key(name)).getProperties());
        return found.filter(blob -> blob.getBlobSize() == bytes)
                .filter(blob -> sha256.equals(blob.getMetadata().get(SHA_256)))
                .isPresent();
    }

    @Override
    public Optional<String> read(String name) throws IOException {
        return found(() -> client.getBlobClient(key(name)).downloadContent().toString());
    }

    @Override
    public void write(String name, String text) throws IOException {
        remote.call(() -> {
            client.getBlobClient(key(name)).upload(BinaryData.fromString(text), true);
            return true;
        });
    }

    @Override
    public void add(String name, Path file, String sha256) throws IOException {
        remote.call(() -> {
            client.getBlobClient(key(name))
                    .uploadFromFile(file.toString(), null, null, Map.of(SHA_256, sha256), null, null, null);
            return true;
        });
    }

    @Override
    public List<StoredObject> list(String prefix) throws IOException {
        ListBlobsOptions options = new ListBlobsOptions().setPrefix(key(prefix));
        return remote.call(() -> client.listBlobs(options, null).stream()
                .map(blob -> new StoredObject(
                        blob.getName().substring(place.prefix().length()),
                        blob.getProperties().getContentLength(),
                        blob.getProperties().getLastModified().toInstant()))
                .toList());
    }

    @Override
    public void delete(String name) throws IOException {
        remote.call(() -> client.getBlobClient(key(name))
                .deleteIfExistsWithResponse(DeleteSnapshotsOptionType.INCLUDE, null, null, Context.NONE));
    }

    @Override
    public void close() {
        // its connections are the JDK's to close
    }

    private <T> Optional<T> found(Remote.Call<T> call) throws IOException {
        return remote.call(() -> {
            try {
                return Optional.of(call.run());
            } catch (BlobStorageException e) {
                if (e.getStatusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private String key(String name) {
        return place.prefix() + name;
    }
}
