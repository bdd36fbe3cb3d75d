package dev.stopcode.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where dumps are kept: {@code cabs.store}. Holds no credentials. */
public sealed interface CabLocation {

    /** What may be written, in words. */
    String ALLOWED = "a directory, file:///DIRECTORY, s3://BUCKET[/PREFIX][?endpoint=URL&region=NAME&pathStyle=true]"
            + " or azblob://ACCOUNT/CONTAINER[/PREFIX][?endpoint=URL]; credentials never stand here";

    /** A directory of this machine, or one that several machines mount. */
    record Directory(Path path) implements CabLocation {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A bucket of S3, or of a server that speaks its protocol.
     *
     * @param prefix what the names of all objects begin with: empty, or ending in a slash
     * @param endpoint the server, null for AWS
     * @param region null for what the environment says
     * @param pathStyle whether the bucket stands in the path rather than in the host's name
     */
    record S3(
            String bucket,
            String prefix,
            @Nullable URI endpoint,
            @Nullable String region,
            boolean pathStyle) implements CabLocation {
        @Override
        public String toString() {
            return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }

    /**
     * A container of Azure Blob Storage.
     *
     * @param prefix what the names of all blobs begin with: empty, or ending in a slash
     * @param endpoint the account's, null for that of the public cloud
     */
    record AzureBlob(
            String account,
            String container,
            String prefix,
            @Nullable URI endpoint) implements CabLocation {
        @Override
        public String toString() {
            return "azblob://" + account + "/" + container + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }

    /** Reads the setting; fails with {@code IllegalArgumentException} for anything but what is {@link #ALLOWED}. */
    static CabLocation parse(String text) {
        // one letter before a colon is a drive of Windows
        if (!text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            return new Directory(Path.of(require(text)));
        }
        URI uri = URI.create(text);
        return switch (String.valueOf(uri.getScheme())) {
            case "file" -> new Directory(Path.of(uri));
            case "s3" -> s3(uri);
            case "azblob" -> azureBlob(uri);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static S3 s3(URI uri) {
        Map<String, String> parameters = parameters(uri, Set.of("endpoint", "region", "pathStyle"));
        String pathStyle = parameters.getOrDefault("pathStyle", "false");
        if (!pathStyle.equals("true") && !pathStyle.equals("false")) {
            throw new IllegalArgumentException(pathStyle);
        }
        return new S3(
                host(uri),
                prefix(uri.getPath()),
                endpoint(parameters),
                parameters.get("region"),
                pathStyle.equals("true"));
    }

    private static AzureBlob azureBlob(URI uri) {
        Map<String, String> parameters = parameters(uri, Set.of("endpoint"));
        String[] path = uri.getPath().split("/", 3);
        String container = require(path.length > 1 ? path[1] : "");
        return new AzureBlob(host(uri), container, prefix(path.length > 2 ? path[2] : ""), endpoint(parameters));
    }

    private static String host(URI uri) {
        if (uri.getRawUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(uri.getScheme());
        }
        String authority = uri.getRawAuthority();
        return require(authority == null ? "" : authority);
    }

    private static String prefix(String path) {
        String stripped = path.replaceAll("^/+|/+$", "");
        return stripped.isEmpty() ? "" : stripped + "/";
    }

    private static @Nullable URI endpoint(Map<String, String> parameters) {
        String text = parameters.get("endpoint");
        URI endpoint = text == null ? null : Urls.parse(text);
        if (endpoint != null && (endpoint.getRawUserInfo() != null || endpoint.getRawQuery() != null)) {
            throw new IllegalArgumentException(endpoint.getHost());
        }
        return endpoint;
    }

    private static Map<String, String> parameters(URI uri, Set<String> known) {
        Map<String, String> parameters = new TreeMap<>();
        String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length != 2 || !known.contains(parts[0])) {
                throw new IllegalArgumentException(pair);
            }
            parameters.put(parts[0], require(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
        }
        return parameters;
    }

    private static String require(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }
}
