package dev.stopcode.producer.hits;

import com.dynatrace.hash4j.hashing.HashValue128;

/** A sum of row identities modulo 2^128: equal for equal rows, whatever their order. */
public record IdentitySum(long high, long low) {

    public static final IdentitySum ZERO = new IdentitySum(0, 0);

    public IdentitySum plus(HashValue128 identity) {
        long sum = low + identity.getLeastSignificantBits();
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new IdentitySum(high + identity.getMostSignificantBits() + carry, sum);
    }
}
