package dev.stopcode.sandbox.world;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides in a dump's id which crash it belongs to: an enciphered address, so that any dump can be made from its id
 * alone and nobody needs to remember which ones were given out.
 */
final class CabLocator {

    private static final int MAGIC = 0x53434142;

    private final SecretKeySpec key;

    CabLocator(long seed) {
        ByteBuffer bytes = ByteBuffer.allocate(16).putLong(Dice.roll(seed, 61)).putLong(Dice.roll(seed, 62));
        this.key = new SecretKeySpec(bytes.array(), "AES");
    }

    /** Where a crash is found: the n-th of a stream of a driver's day. */
    record Address(int source, int driver, int day, int stream, int ordinal) {
        Address at(int crash) {
            return new Address(source, driver, day, stream, crash);
        }
    }

    String seal(Address address) {
        ByteBuffer plain = ByteBuffer.allocate(16)
                .putInt(MAGIC)
                .putShort((short) address.source())
                .putShort((short) address.driver())
                .putShort((short) address.day())
                .putShort((short) address.stream())
                .putInt(address.ordinal());
        ByteBuffer sealed = ByteBuffer.wrap(cipher(Cipher.ENCRYPT_MODE, plain.array()));
        return new UUID(sealed.getLong(), sealed.getLong()).toString();
    }

    Optional<Address> open(String idHash) {
        if (idHash.length() != 36) {
            return Optional.empty();
        }
        UUID id;
        try {
            id = UUID.fromString(idHash);
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
        byte[] sealed = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        ByteBuffer plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, sealed));
        if (plain.getInt() != MAGIC) {
            return Optional.empty();
        }
        return Optional.of(
                new Address(plain.getShort(), plain.getShort(), plain.getShort(), plain.getShort(), plain.getInt()));
    }

    private byte[] cipher(int mode, byte[] block) {
        try {
            // one block with nothing to hide: the mode of operation does not matter
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, key);
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }
}
