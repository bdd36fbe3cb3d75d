package dev.stopcode.devcenter.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stopcode.devcenter.DevCenterConfig;
import dev.stopcode.devcenter.error.DevCenterException;
import dev.stopcode.devcenter.error.DevCenterException.BadRequest;
import dev.stopcode.devcenter.error.DevCenterException.Unauthorized;
import dev.stopcode.devcenter.http.Answer;
import dev.stopcode.devcenter.http.Exchange;
import dev.stopcode.devcenter.http.QueryString;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/** Azure AD's token endpoint, version 1: the client credentials grant. */
final class TokenEndpoint implements TokenSource {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final DevCenterConfig config;
    private final Exchange exchange;
    private final Clock clock;

    TokenEndpoint(DevCenterConfig config, Exchange exchange, Clock clock) {
        this.config = config;
        this.exchange = exchange;
        this.clock = clock;
    }

    /** Fails with {@code Unauthorized}, and the endpoint's {@code error_description}, where the credentials are refused. */
    @Override
    public Future<Token> request() {
        String form = new QueryString()
                .add("grant_type", "client_credentials")
                .add("client_id", config.credentials().clientId())
                .add("client_secret", config.credentials().clientSecret())
                .add("resource", config.resource())
                .toString();
        return exchange.post(
                        config.tokenUrl(), form, "POST " + config.tokenUrl().getPath())
                .compose(answer -> answer.status() == 200
                        ? answer.text().map(text -> token(answer, text))
                        : answer.<Token>failure().recover(TokenEndpoint::refused));
    }

    private static Future<Token> refused(Throwable cause) {
        return Future.failedFuture(
                cause instanceof BadRequest ? new Unauthorized(String.valueOf(cause.getMessage())) : cause);
    }

    private Token token(Answer answer, String text) throws DevCenterException {
        try {
            JsonNode json = MAPPER.readTree(text);
            String value = json.path("access_token").asText("");
            long seconds = json.path("expires_in").asLong();
            if (value.isEmpty() || seconds <= 0) {
                throw answer.malformed("access_token and a positive expires_in are expected");
            }
            return Token.of(value, clock.instant(), Duration.ofSeconds(seconds));
        } catch (JsonProcessingException e) {
            // without the cause: it may quote the token
            throw answer.malformed("not JSON");
        }
    }
}
