package dev.stopcode.devcenter.auth;

import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.http.BearerTokens;
import dev.stopcode.devcenter.http.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one token and renews it. What holds, whatever the number of threads:
 *
 * <ol>
 *   <li>At most one request for a token is in flight; all who wait for it share its outcome.
 *   <li>A token that nears its expiry is renewed ahead of time; until the new one is there, the old one is handed out.
 *   <li>An expired or refused token is never handed out again.
 *   <li>A 401 asks for a new token only if the refused one is still the token kept: late answers to an older one ask for
 *       nothing.
 *   <li>A failure goes to those who wait for it and is not kept: the next caller asks again.
 *   <li>Only the local clock and the answer's {@code expires_in} count; the vendor's clock may differ.
 * </ol>
 */
public final class TokenProvider implements BearerTokens {

    private static final Logger LOG = LoggerFactory.getLogger(TokenProvider.class);

    private final TokenSource source;
    private final Clock clock;
    private State state = new State.Empty();

    TokenProvider(TokenSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** A provider that asks the configured token endpoint. */
    public static TokenProvider of(DevCenterConfig config, Exchange exchange, Clock clock) {
        return new TokenProvider(new TokenEndpoint(config, exchange, clock), clock);
    }

    private sealed interface State {

        /** The token that may be handed out in this state. */
        @Nullable
        Token token();

        /** No token, none asked for. */
        record Empty() implements State {
            @Override
            public @Nullable Token token() {
                return null;
            }
        }

        /** A token is there. */
        record Ready(Token token) implements State {}

        /** A token is coming; the old one serves until then, unless it expired or was refused. */
        record Refreshing(@Nullable Token token, Promise<Token> coming) implements State {}
    }

    @Override
    public Future<String> current() {
        return token(null);
    }

    @Override
    public Future<String> insteadOf(String refused) {
        return token(refused);
    }

    private synchronized Future<String> token(@Nullable String refused) {
        Token usable = usable(state.token(), refused);
        if (state instanceof State.Refreshing(var old, var coming)) {
            state = new State.Refreshing(usable, coming);
            return usableOrComing(usable, coming);
        }
        return usable != null && usable.fresh(clock.instant())
                ? Future.succeededFuture(usable.value())
                : refresh(usable);
    }

    private @Nullable Token usable(@Nullable Token token, @Nullable String refused) {
        return token != null && token.valid(clock.instant()) && !token.value().equals(refused) ? token : null;
    }

    private Future<String> refresh(@Nullable Token usable) {
        Promise<Token> coming = Promise.promise();
        state = new State.Refreshing(usable, coming);
        Future.succeededFuture().compose(go -> source.request()).onComplete((token, cause) -> {
            settle(token, cause);
            coming.complete(token, cause);
        });
        return usableOrComing(usable, coming);
    }

    private static Future<String> usableOrComing(@Nullable Token usable, Promise<Token> coming) {
        return usable != null
                ? Future.succeededFuture(usable.value())
                : coming.future().map(Token::value);
    }

    private synchronized void settle(@Nullable Token arrived, @Nullable Throwable cause) {
        Token old = state.token();
        if (arrived != null) {
            state = new State.Ready(arrived);
        } else if (old != null) {
            state = new State.Ready(old);
            LOG.atWarn()
                    .addKeyValue("expiresAt", old.expiresAt())
                    .addKeyValue("cause", cause == null ? null : cause.getMessage())
                    .log("Token not renewed ahead of time; the old one serves until it expires");
        } else {
            state = new State.Empty();
        }
    }
}
