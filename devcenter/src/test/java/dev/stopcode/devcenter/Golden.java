package dev.stopcode.devcenter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The vendor's documented answers, kept as files. */
public final class Golden {

    private Golden() {}

    public static String text(String name) {
        return new String(bytes(name), UTF_8);
    }

    public static byte[] bytes(String name) {
        try (InputStream file = Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
