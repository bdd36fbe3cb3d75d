package dev.stopcode.worker.store;

import dev.stopcode.schemas.CabTriage;
import dev.stopcode.schemas.serde.TrustedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.apache.avro.AvroRuntimeException;
import org.jspecify.annotations.Nullable;

/** What triage found, as text for the index: Avro's single-object encoding in base64. */
final class TriageText {

    static {
        TrustedRecords.trust(CabTriage.class);
    }

    private TriageText() {}

    static String of(CabTriage triage) {
        try {
            ByteBuffer bytes = triage.toByteBuffer();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return Base64.getEncoder().encodeToString(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null for none, and for one that another version of Stopcode wrote: the dump counts, not what was said of it. */
    static @Nullable CabTriage parse(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : CabTriage.fromByteBuffer(
                            ByteBuffer.wrap(Base64.getDecoder().decode(text)));
        } catch (IOException | IllegalArgumentException | AvroRuntimeException e) {
            return null;
        }
    }
}
