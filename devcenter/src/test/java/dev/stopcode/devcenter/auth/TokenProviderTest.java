package dev.stopcode.devcenter.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopcode.devcenter.SettableClock;
import dev.stopcode.devcenter.error.DevCenterException.Unavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenProviderTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock clock = new SettableClock();
    private final List<Promise<Token>> requests = new ArrayList<>();
    private final TokenProvider tokens = new TokenProvider(this::request, clock);

    @Test
    void shouldShareOneRequestAmongAllWhoWait() {
        // When
        Future<String> first = tokens.current();
        Future<String> second = tokens.current();
        arrive("one", HOUR);

        // Then
        assertThat(requests).hasSize(1);
        assertThat(first.result()).isEqualTo("one");
        assertThat(second.result()).isEqualTo("one");
        assertThat(tokens.current().result()).isEqualTo("one");
    }

    @Test
    void shouldRenewAheadOfExpiryAndServeTheOldTokenMeanwhile() {
        // Given
        given("one", HOUR);

        // When
        clock.advance(Duration.ofMinutes(56));
        Future<String> meanwhile = tokens.current();
        tokens.current();

        // Then
        assertThat(meanwhile.result()).isEqualTo("one");
        assertThat(requests).hasSize(2);
        arrive("two", HOUR);
        assertThat(tokens.current().result()).isEqualTo("two");
        assertThat(requests).hasSize(2);
    }

    @Test
    void shouldRenewAShortLivedTokenInTheLastFifthOfItsLife() {
        // Given
        given("one", Duration.ofSeconds(10));

        // When
        clock.advance(Duration.ofSeconds(7));
        tokens.current();
        int before = requests.size();
        clock.advance(Duration.ofSeconds(1));
        tokens.current();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(requests).hasSize(2);
    }

    @Test
    void shouldNotServeAnExpiredToken() {
        // Given
        given("one", HOUR);
        clock.advance(Duration.ofMinutes(56));
        tokens.current();

        // When
        clock.advance(Duration.ofMinutes(4));
        Future<String> waiting = tokens.current();

        // Then
        assertThat(waiting.isComplete()).isFalse();
        arrive("two", HOUR);
        assertThat(waiting.result()).isEqualTo("two");
    }

    @Test
    void shouldReplaceARefusedTokenOnceForAllWhomItFailed() {
        // Given
        given("one", HOUR);

        // When
        Future<String> first = tokens.insteadOf("one");
        Future<String> second = tokens.insteadOf("one");
        Future<String> other = tokens.current();
        arrive("two", HOUR);

        // Then
        assertThat(requests).hasSize(2);
        assertThat(List.of(first.result(), second.result(), other.result())).containsOnly("two");
        assertThat(tokens.insteadOf("one").result()).isEqualTo("two");
        assertThat(requests).hasSize(2);
    }

    @Test
    void shouldNotServeATokenThatIsRefusedWhileItIsRenewed() {
        // Given
        given("one", HOUR);
        clock.advance(Duration.ofMinutes(56));
        tokens.current();

        // When
        Future<String> instead = tokens.insteadOf("one");
        Future<String> other = tokens.current();

        // Then
        assertThat(instead.isComplete()).isFalse();
        assertThat(other.isComplete()).isFalse();
        assertThat(requests).hasSize(2);
        fail();
        assertThat(instead.failed()).isTrue();
        assertThat(tokens.current().isComplete()).isFalse();
    }

    @Test
    void shouldNotKeepAFailure() {
        // Given
        Future<String> first = tokens.current();

        // When
        fail();
        Future<String> second = tokens.current();
        arrive("one", HOUR);

        // Then
        assertThat(first.cause()).isInstanceOf(Unavailable.class);
        assertThat(second.result()).isEqualTo("one");
    }

    @Test
    void shouldServeTheOldTokenWhenItCannotBeRenewedYet() {
        // Given
        given("one", HOUR);
        clock.advance(Duration.ofMinutes(56));
        tokens.current();

        // When
        fail();

        // Then
        assertThat(tokens.current().result()).isEqualTo("one");
        assertThat(requests).hasSize(3);
    }

    @Test
    void shouldSurviveASourceThatThrows() {
        // Given
        TokenProvider broken = new TokenProvider(
                () -> {
                    throw new IllegalStateException("broken");
                },
                clock);

        // Then
        assertThat(broken.current().cause()).hasMessage("broken");
        assertThat(broken.current().cause()).hasMessage("broken");
    }

    @Test
    void shouldNotPrintTheToken() {
        assertThat(Token.of("secret", clock.instant(), HOUR).toString()).doesNotContain("secret");
    }

    private Future<Token> request() {
        Promise<Token> promise = Promise.promise();
        requests.add(promise);
        return promise.future();
    }

    private void given(String value, Duration life) {
        tokens.current();
        arrive(value, life);
    }

    private void arrive(String value, Duration life) {
        requests.getLast().complete(Token.of(value, clock.instant(), life));
    }

    private void fail() {
        requests.getLast().fail(new Unavailable("503"));
    }
}
