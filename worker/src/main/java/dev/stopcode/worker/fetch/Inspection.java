package dev.stopcode.worker.fetch;

import dev.stopcode.schemas.CabTriage;
import dev.stopcode.triage.Triage;
import dev.stopcode.triage.limit.Limits;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into a dump before it is stored. Whatever comes of it, the dump is stored. */
final class Inspection {

    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private final Triage triage = new Triage(Limits.DEFAULT, Clock.systemUTC());

    /**
     * What the dump says, null if the disk does not give it. Blocks for as long as {@link Limits#DEFAULT} allows.
     *
     * @param failureName the failure that it is said to show, null if that is not known
     * @throws InterruptedException if the worker stops meanwhile
     */
    @Nullable
    CabTriage look(Path dump, @Nullable String failureName) throws InterruptedException {
        try {
            return triage.read(dump).toRecord(failureName);
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException();
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().setCause(e).log("A dump is stored without triage");
            return null;
        }
    }
}
