package dev.stopcode.streams.select;

import dev.stopcode.schemas.Cab;
import dev.stopcode.schemas.CabRequest;
import dev.stopcode.schemas.CabStatus;
import dev.stopcode.schemas.CabWish;
import dev.stopcode.schemas.DetailRequest;
import dev.stopcode.schemas.ReportRow;
import dev.stopcode.streams.state.CabState;
import dev.stopcode.streams.state.KnownCab;
import dev.stopcode.streams.state.OpenWish;
import dev.stopcode.streams.state.WishBook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dumps that are known and wanted of one failure. */
final class Selection {

    /**
     * Dumps and wishes are forgotten after this time: they are personal data, and the vendor keeps no dump much longer.
     */
    static final Duration MEMORY = Duration.ofDays(28);

    private final String failureHash;
    private final int perAlert;
    private final Duration ahead;
    private final List<KnownCab> cabs;
    private final List<OpenWish> wishes;

    /**
     * @param ahead how far the vendor's clock is ahead of this machine's
     * @param cabs the dumps that are known
     * @param book the wishes, null for none
     */
    Selection(String failureHash, int perAlert, Duration ahead, List<KnownCab> cabs, @Nullable WishBook book) {
        this.failureHash = failureHash;
        this.perAlert = perAlert;
        this.ahead = ahead;
        this.cabs = cabs;
        this.wishes = new ArrayList<>(book == null ? List.of() : book.getWishes());
    }

    /** The wishes to be kept, null if there are none. */
    @Nullable
    WishBook book() {
        return wishes.isEmpty() ? null : new WishBook(wishes);
    }

    /** The dump that a row names. */
    static KnownCab known(ReportRow row, String cabIdHash, Instant now) {
        return new KnownCab(
                cabIdHash,
                row.getSource(),
                row.getApplicationId(),
                row.getDriverVersion(),
                row.getOsVersion(),
                row.getOemModel(),
                row.getMarket(),
                row.getCabType(),
                row.getEventTime(),
                row.getCabExpirationTime(),
                now,
                CabState.KNOWN,
                null,
                null);
    }

    /** Takes an alert's wish; what to ask the producer for, if no dump worth asking for is known. */
    Optional<DetailRequest> wish(CabWish wish, Instant now) {
        OpenWish known = wishes.stream()
                .filter(open -> open.getAlertId().equals(wish.getAlertId()))
                .findFirst()
                .orElse(null);
        wishes.remove(known);
        if (!wish.getOpen()) {
            return Optional.empty();
        }
        int granted = known == null ? 0 : known.getGranted();
        @Nullable LocalDate askedOn = known == null ? null : known.getAskedOn();
        boolean ask = granted < perAlert
                && !wish.getAsOf().equals(askedOn)
                && new CabChoice(cabs, wish.getStartDate(), now.plus(ahead))
                        .next()
                        .isEmpty();
        wishes.add(new OpenWish(
                wish.getAlertId(),
                wish.getDriverName(),
                wish.getFailureName(),
                wish.getStartDate(),
                granted,
                ask ? wish.getAsOf() : askedOn,
                now));
        return ask
                ? Optional.of(new DetailRequest(
                        failureHash,
                        wish.getAlertId(),
                        wish.getSources(),
                        wish.getStartDate(),
                        wish.getAsOf(),
                        "no dump of the failure is known since " + wish.getStartDate()))
                : Optional.empty();
    }

    /** The dump of which this state is news, null for none. */
    @Nullable
    KnownCab unsettled(String cabIdHash, CabState state) {
        return cabs.stream()
                .filter(cab -> cab.getCabIdHash().equals(cabIdHash))
                .filter(cab -> cab.getState() == CabState.REQUESTED
                        || (cab.getState() == CabState.MISSED && state == CabState.FETCHED))
                .findFirst()
                .orElse(null);
    }

    /** Takes what became of a dump; for one that is not to be had its alert may have another one. */
    void settle(KnownCab cab, CabState state) {
        cab.setState(state);
        if (state == CabState.MISSED) {
            wishes.stream()
                    .filter(wish -> wish.getAlertId().equals(cab.getAlertId()) && wish.getGranted() > 0)
                    .forEach(wish -> wish.setGranted(wish.getGranted() - 1));
        }
    }

    /** The word that a dump will not be fetched. */
    static Cab unfetched(
            String cabIdHash, String failureHash, String alertId, String driverName, String why, Instant now) {
        return Cab.newBuilder()
                .setCabIdHash(cabIdHash)
                .setFailureHash(failureHash)
                .setAlertId(alertId)
                .setDriverName(driverName)
                .setStatus(CabStatus.EXPIRED)
                .setReason("not fetched: " + why)
                .setCollectedAt(now)
                .build();
    }

    /** What is asked of the worker: a dump, for an alert. */
    record Grant(KnownCab cab, CabRequest request) {}

    /** Grants wishes from the dumps that are known. */
    List<Grant> grant(Instant now) {
        List<Grant> grants = new ArrayList<>();
        for (OpenWish wish : wishes) {
            CabChoice choices = new CabChoice(cabs, wish.getStartDate(), now.plus(ahead));
            Optional<CabChoice.Choice> best = wish.getGranted() < perAlert ? choices.next() : Optional.empty();
            while (best.isPresent()) {
                KnownCab cab = best.get().cab();
                cab.setState(CabState.REQUESTED);
                cab.setAlertId(wish.getAlertId());
                cab.setDriverName(wish.getDriverName());
                wish.setGranted(wish.getGranted() + 1);
                grants.add(new Grant(cab, request(wish, cab, best.get().reason())));
                best = wish.getGranted() < perAlert ? choices.next() : Optional.empty();
            }
        }
        return grants;
    }

    private CabRequest request(OpenWish wish, KnownCab cab, String reason) {
        return CabRequest.newBuilder()
                .setCabIdHash(cab.getCabIdHash())
                .setFailureHash(failureHash)
                .setFailureName(wish.getFailureName())
                .setSource(cab.getSource())
                .setApplicationId(cab.getApplicationId())
                .setAlertId(wish.getAlertId())
                .setDriverName(wish.getDriverName())
                .setDriverVersion(cab.getDriverVersion())
                .setOsVersion(cab.getOsVersion())
                .setOemModel(cab.getOemModel())
                .setMarket(cab.getMarket())
                .setCabType(cab.getCabType())
                .setEventTime(cab.getEventTime())
                .setExpirationTime(cab.getExpirationTime())
                .setReason(wish.getGranted() + " of " + perAlert + ": " + reason)
                .build();
    }

    /** Forgets wishes not heard since a time; whether there were any. */
    boolean forgetWishesBefore(Instant limit) {
        return wishes.removeIf(wish -> wish.getHeardAt().isBefore(limit));
    }
}
