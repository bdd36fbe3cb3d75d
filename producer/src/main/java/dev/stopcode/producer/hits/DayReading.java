package dev.stopcode.producer.hits;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.stopcode.schemas.FailureHit;
import dev.stopcode.schemas.OpenHarvest;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one harvest has read of a day, and whether it hangs together: the same TotalCount on every page and met at the
 * end, and no row twice. A harvest that a restart goes on with is read from its first page again, until the pages that
 * were published before are seen to hold the same rows.
 */
public final class DayReading {

    private final LocalDate day;
    private final long harvestId;
    private final int attempt;
    private final @Nullable OpenHarvest resumed;
    private final Set<HashValue128> identities = new HashSet<>();
    private IdentitySum sum = IdentitySum.ZERO;
    private int pages;
    private long rows;
    private OptionalLong totalCount = OptionalLong.empty();
    private boolean ended;
    private boolean broken;
    private @Nullable String drift;

    private DayReading(LocalDate day, long harvestId, int attempt, @Nullable OpenHarvest resumed) {
        this.day = day;
        this.harvestId = harvestId;
        this.attempt = attempt;
        this.resumed = resumed;
    }

    /** A harvest that begins. */
    public static DayReading begin(LocalDate day, long harvestId, int attempt) {
        return new DayReading(day, harvestId, attempt, null);
    }

    /** A harvest of which {@code open} is published. */
    public static DayReading resume(OpenHarvest open) {
        return new DayReading(open.getDate(), open.getHarvestId(), open.getAttempt(), open);
    }

    /** Takes in the next page. A page that shows nothing new ends the day, whatever link it names. */
    public void add(MappedPage page, OptionalLong total, boolean hasNext) {
        checkTotal(total);
        int fresh = page.rejected().size();
        for (FailureHit hit : page.hits()) {
            HashValue128 identity = RowIdentity.of(hit);
            sum = sum.plus(identity);
            fresh += identities.add(identity) ? 1 : 0;
        }
        page.rejected().forEach(letter -> sum = sum.plus(RowIdentity.of(letter.value())));
        if (fresh < page.size()) {
            drifted("a row was shown twice");
        }
        pages++;
        rows += page.size();
        ended = !hasNext || fresh == 0;
        if (ended && totalCount.isPresent() && totalCount.getAsLong() != rows) {
            drifted("TotalCount was not met");
        }
        compareWithPublished();
    }

    private void checkTotal(OptionalLong total) {
        if (pages == 0) {
            totalCount = total;
        } else if (!totalCount.equals(total)) {
            drifted("TotalCount changed between pages");
        }
    }

    private void compareWithPublished() {
        if (resumed == null || (pages < resumed.getPages() && !ended) || pages > resumed.getPages()) {
            return;
        }
        broken = pages != resumed.getPages()
                || rows != resumed.getRows()
                || sum.high() != resumed.getDigestHigh()
                || sum.low() != resumed.getDigestLow()
                || !totalCount.equals(totalCount(resumed));
    }

    private static OptionalLong totalCount(OpenHarvest open) {
        Long total = open.getTotalCount();
        return total == null ? OptionalLong.empty() : OptionalLong.of(total);
    }

    private void drifted(String cause) {
        drift = drift == null ? cause : drift;
    }

    /** Why the day does not hang together, empty while it does. */
    public Optional<String> drift() {
        return Optional.ofNullable(drift);
    }

    /**
     * Whether the pages published before the restart show other rows now: then nothing may be added to this harvest,
     * and it is no fault of the attempt.
     */
    public boolean broken() {
        return broken;
    }

    /** Whether the day is to be read anew, given how many attempts it has. */
    public boolean isToBeReadAgain(int attempts) {
        return broken || (drift != null && attempt < attempts);
    }

    /** Whether the page taken in last was the day's last. */
    public boolean ended() {
        return ended;
    }

    /** Whether the rows of the page taken in last were published before the restart. */
    public boolean published() {
        return resumed != null && pages <= resumed.getPages();
    }

    public LocalDate day() {
        return day;
    }

    public long harvestId() {
        return harvestId;
    }

    /** 1 for the first try of the day. */
    public int attempt() {
        return attempt;
    }

    /** The checkpoint's account of what is read so far. */
    public OpenHarvest open() {
        return OpenHarvest.newBuilder()
                .setDate(day)
                .setHarvestId(harvestId)
                .setAttempt(attempt)
                .setPages(pages)
                .setRows(rows)
                .setTotalCount(totalCount.isPresent() ? totalCount.getAsLong() : null)
                .setDigestHigh(sum.high())
                .setDigestLow(sum.low())
                .build();
    }
}
