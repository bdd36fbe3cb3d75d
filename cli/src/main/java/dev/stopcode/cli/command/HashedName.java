package dev.stopcode.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopcode.cli.output.Json;
import dev.stopcode.schemas.FailureHash;
import dev.stopcode.schemas.FailureName;
import dev.stopcode.triage.dump.BugChecks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a failure with its hash.
 *
 * @param hash by which the fleet knows it: what a debugger told, else what the name gives
 * @param computed what the name gives
 */
record HashedName(
        String name,
        boolean user,
        String hash,
        String computed,
        @Nullable String hashedName) {

    static HashedName of(String name, boolean user) {
        String hash = hash(name, user);
        return new HashedName(name, user, hash, hash, null);
    }

    /** @param user the mode where the debugger does not tell it */
    static HashedName of(AnalyzeOutput analysis, boolean user) {
        boolean mode = analysis.hashed() == null ? user : analysis.user();
        String computed = hash(analysis.hashed() == null ? analysis.name() : analysis.hashed(), mode);
        String hash = analysis.hash() == null ? computed : analysis.hash();
        return new HashedName(analysis.name(), mode, hash, computed, analysis.hashed());
    }

    private static String hash(String name, boolean user) {
        return user ? FailureHash.ofUserMode(name) : FailureHash.ofKernelMode(name);
    }

    FailureName parts() {
        return FailureName.parse(name);
    }

    /** The bug check that the name tells, empty if it tells none that is known. */
    Optional<String> bugCheck() {
        String code = parts().code();
        return code == null || code.length() > 8
                ? Optional.empty()
                : Optional.ofNullable(BugChecks.name(Long.parseLong(code, 16)));
    }

    /** What the debugger said that does not fit together. */
    Optional<String> disagreement() {
        if (hashedName != null && !hashedName.equalsIgnoreCase(name)) {
            return Optional.of("FAILURE_BUCKET_ID " + name + " and FAILURE_ID_HASH_STRING " + hashedName
                    + " are not of one failure: the hash is that of the latter.");
        }
        return hash.equals(computed)
                ? Optional.empty()
                : Optional.of("FAILURE_ID_HASH " + hash + " is not the hash of " + name + ", which is " + computed
                        + "; what was told is looked up.");
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("failureName", name)
                .put("mode", user ? "user" : "kernel")
                .put("failureHash", hash)
                .put("hashMatchesName", disagreement().isEmpty());
        json.setAll((ObjectNode) Json.of(parts()));
        return json.put("bugCheckName", bugCheck().orElse(null));
    }
}
