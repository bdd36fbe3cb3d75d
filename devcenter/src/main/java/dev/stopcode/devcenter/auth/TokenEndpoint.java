package dev.stopcode.devcenter.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.error.DevCenterException.BadRequest;
import dev.stopcode.devcenter.error.DevCenterException.Malformed;
import dev.stopcode.devcenter.error.DevCenterException.Unauthorized;
import dev.stopcode.devcenter.http.Exchange;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;

/** Azure AD's token endpoint, version 1: the client credentials grant. */
final class TokenEndpoint implements TokenSource {

    private final DevCenterConfig config;
    private final Exchange exchange;
    private final Clock clock;

    TokenEndpoint(DevCenterConfig config, Exchange exchange, Clock clock) {
        this.config = config;
        this.exchange = exchange;
        this.clock = clock;
    }

    /**
     * Fails with {@code Unauthorized}, and the endpoint's {@code error_description}, where the credentials are refused.
     */
    @Override
    public Future<Token> request() {
        MultiMap form = MultiMap.caseInsensitiveMultiMap()
                .add("grant_type", "client_credentials")
                .add("client_id", config.credentials().clientId())
                .add("client_secret", config.credentials().clientSecret())
                .add("resource", config.resource());
        String label = "POST " + config.tokenUrl().getPath();
        return exchange.post(config.tokenUrl(), form, label)
                .recover(cause -> Future.failedFuture(
                        cause instanceof BadRequest ? new Unauthorized(String.valueOf(cause.getMessage())) : cause))
                .map(answer -> token(answer.body(), label));
    }

    private Token token(JsonNode answer, String label) throws Malformed {
        String value = answer.path("access_token").asText("");
        long seconds = answer.path("expires_in").asLong();
        if (value.isEmpty() || seconds <= 0) {
            throw new Malformed(label + ": access_token and a positive expires_in are expected", null);
        }
        return Token.of(value, clock.instant(), Duration.ofSeconds(seconds));
    }
}
