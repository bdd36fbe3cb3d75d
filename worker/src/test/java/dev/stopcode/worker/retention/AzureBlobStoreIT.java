package dev.stopcode.worker.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobRetentionPolicy;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import dev.stopcode.config.CabLocation;
import dev.stopcode.config.StoreConfig;
import dev.stopcode.config.StoreConfig.WhenFull;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract over the emulator of Azure Blob Storage. */
class AzureBlobStoreIT extends StoreContract {

    private static final String ACCOUNT = "stopcode";
    private static final String KEY = Base64.getEncoder().encodeToString("a key of the emulator".getBytes(UTF_8));

    private static @Nullable ServerProcess server;
    private static URI endpoint;
    private static BlobServiceClient service;

    private String name = "";
    private String secret = KEY;

    @BeforeAll
    static void startServer() throws Exception {
        server = Azurite.start(ACCOUNT, KEY);
        endpoint = URI.create("http://127.0.0.1:" + server.port() + "/" + ACCOUNT);
        service = new BlobServiceClientBuilder()
                .httpClient(new JdkHttpClientBuilder().build())
                .endpoint(endpoint.toString())
                .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
                .buildClient();
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    CabLocation place() {
        name = "dumps-" + UUID.randomUUID();
        service.createBlobContainer(name);
        return CabLocation.parse("azblob://" + ACCOUNT + "/" + name + "/team?endpoint=" + endpoint);
    }

    @Override
    StoreConfig.Credentials credentials() {
        return new StoreConfig.Credentials(null, secret);
    }

    @Override
    String content(URI location) {
        String start = container().getBlobContainerUrl() + "/team/dumps/";
        assertThat(location.toString()).startsWith(start);
        return container()
                .getBlobClient("team/dumps/" + location.toString().substring(start.length()))
                .downloadContent()
                .toString();
    }

    @Test
    void shouldOpenWithASharedAccessSignature() throws Exception {
        // Given
        secret = container()
                .generateSas(new BlobServiceSasSignatureValues(
                        OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                        new BlobContainerSasPermission()
                                .setReadPermission(true)
                                .setWritePermission(true)
                                .setListPermission(true)
                                .setDeletePermission(true)));

        // When
        Depot signed = open(0, WhenFull.STOP);
        var kept = keep(ID, "MSCF content");

        // Then
        assertThat(signed.store().find(ID)).contains(kept);
        assertThat(signed.store().find(ID).orElseThrow().location().toString()).doesNotContain("sig=");
    }

    @Test
    void shouldRefuseAnAccountThatKeepsWhatIsDeleted() {
        // Given
        service.setProperties(
                softDelete(new BlobRetentionPolicy().setEnabled(true).setDays(7)));

        // Then
        try {
            assertThatIOException().isThrownBy(() -> open(0, WhenFull.STOP)).withMessageContaining("soft delete");
        } finally {
            service.setProperties(softDelete(new BlobRetentionPolicy().setEnabled(false)));
        }
    }

    private BlobContainerClient container() {
        return service.getBlobContainerClient(name);
    }

    private static BlobServiceProperties softDelete(BlobRetentionPolicy policy) {
        return new BlobServiceProperties().setDeleteRetentionPolicy(policy);
    }

    @Test
    void shouldSayWhichContainerIsMissing() {
        // Given
        container().delete();

        // Then
        assertThatIOException()
                .isThrownBy(() -> open(0, WhenFull.STOP))
                .withMessageContaining(name)
                .withMessageNotContaining(KEY);
    }
}
