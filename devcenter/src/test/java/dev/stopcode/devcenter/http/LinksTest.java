package dev.stopcode.devcenter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopcode.devcenter.error.DevCenterException.LinkRefused;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    private static final URI API = URI.create("https://api.example");
    private static final URI ASKED = URI.create("https://api.example/v1.0/my/failurehits?top=1&skip=0");
    private static final LinkHosts HOSTS =
            new LinkHosts(Set.of("Blob.example", "one.example:8443", "*.store.example", "*.odd.example:444"), API);

    @ParameterizedTest
    @CsvSource({
        "https://other.example/a?b=c, https://other.example/a?b=c",
        "/v2/x?skip=1, https://api.example/v2/x?skip=1",
        "failurehits?skip=1, https://api.example/v1.0/my/failurehits?skip=1",
        "?skip=1, https://api.example/v1.0/my/failurehits?skip=1",
        "//other.example/x, https://other.example/x",
        "?filter=market eq 'Ü|', https://api.example/v1.0/my/failurehits?filter=market%20eq%20'%C3%9C%7C'",
        "?filter=a%20b, https://api.example/v1.0/my/failurehits?filter=a%20b"
    })
    void shouldResolveAbsoluteAndRelativeLinks(String link, String target) {
        assertThat(Links.resolve(ASKED, link)).hasToString(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "mailto:a@b", "https:///x", "https://%zz", "ftp://api.example/x"})
    void shouldRefuseWhatIsNoLinkByHttp(String link) {
        assertThatExceptionOfType(LinkRefused.class).isThrownBy(() -> Links.resolve(ASKED, link));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example:443/x, true",
        "HTTPS://API.example/x, true",
        "http://api.example/x, false",
        "https://api.example:8443/x, false",
        "https://api.example@evil.example/x, false",
        "https://api.example.evil.example/x, false"
    })
    void shouldTellTheApisOwnOrigin(URI link, boolean same) {
        assertThat(Links.sameOrigin(API, link)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://blob.example/x",
                "https://BLOB.example:9000/x",
                "https://one.example:8443/x",
                "https://a.b.store.example/x",
                "https://a.odd.example:444/x"
            })
    void shouldAllowListedHosts(URI link) {
        assertThatCode(() -> HOSTS.check(link)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x?sig=secret",
                "https://one.example/x?sig=secret",
                "https://store.example/x?sig=secret",
                "https://evilstore.example/x?sig=secret",
                "https://a.odd.example/x?sig=secret",
                "https://blob.example@evil.example/x?sig=secret",
                "http://blob.example/x?sig=secret"
            })
    void shouldRefuseOtherHostsAndTheLossOfHttps(URI link) {
        assertThatExceptionOfType(LinkRefused.class)
                .isThrownBy(() -> HOSTS.check(link))
                .withMessageContaining(link.getHost())
                .withMessageNotContaining("secret");
    }
}
